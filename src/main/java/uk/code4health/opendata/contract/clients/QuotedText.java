package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Text as programs hold it: a string of JSON is one of Java, JavaScript, Python and R as well. */
public final class QuotedText {

    private QuotedText() {}

    /** A text between quotation marks. */
    public static String of(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
