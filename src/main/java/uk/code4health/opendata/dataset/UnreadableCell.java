package uk.code4health.opendata.dataset;

/** A text that is not a value of its field's type; the message completes "The cell …" and holds no cell content. */
public final class UnreadableCell extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableCell(String reason) {
        super(reason, null, false, false); // thrown once a bad cell, in files of millions: no stack trace
    }

    /** What is wrong, such as "is not a whole number". */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
