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

    public String detail() {
        return String.valueOf(getMessage());
    }
}
