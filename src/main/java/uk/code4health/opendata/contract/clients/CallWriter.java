package uk.code4health.opendata.contract.clients;

import java.util.List;

/** Writes calls of a dataset's client as a language has them. */
interface CallWriter {

    /**
     * An expression that calls.
     *
     * @param method in the document's form: {@code listRecords}, or {@code allRecords} for all pages of it
     * @param operation whose parameters it takes: {@code listRecords}
     * @param path what stands in the address
     */
    String write(String method, String operation, List<Argument> path, List<Argument> query);
}
