package uk.code4health.opendata.ingest;

import java.sql.SQLException;

/** What is made of failures that nobody planned for, while a job runs. */
final class Failures {

    private Failures() {}

    /** Whether the database went away, which is a reason to try again. */
    static boolean isConnectionLoss(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P");
            }
        }
        return false;
    }

    /** What a data officer is told, who cannot read the log. */
    static String inWords(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return "The service has too little memory for this file. Send it in parts, or as CSV if it is a workbook;"
                        + " whoever runs the service can give it more memory.";
            }
            if (cause instanceof StackOverflowError) {
                return "Something in this file is too long or nested too deeply for the service. If the manifest has a"
                        + " pattern that repeats a choice, such as (a|b)*, write it without one: [ab]*.";
            }
        }
        return "The service failed at this file; its log says more.";
    }
}
