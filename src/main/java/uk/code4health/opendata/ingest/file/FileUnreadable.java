package uk.code4health.opendata.ingest.file;

/** A file is not what its dataset is registered as, or is damaged; the message says so to a data officer. */
public final class FileUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FileUnreadable(String detail) {
        super(detail);
    }

    FileUnreadable(String detail, Throwable cause) {
        super(detail, cause);
    }

    /** A workbook that nobody could read; what exactly is wrong is for whoever wrote it. */
    static FileUnreadable damagedWorkbook(String technically, Throwable cause) {
        return new FileUnreadable(
                "The workbook is damaged (" + technically
                        + "). Fetch it again; if that does not help, open it in Excel and" + " save it anew.",
                cause);
    }

    static FileUnreadable protectedByPassword() {
        return new FileUnreadable("The workbook is protected by a password. Save it without one.");
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
