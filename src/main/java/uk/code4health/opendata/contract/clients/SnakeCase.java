package uk.code4health.opendata.contract.clients;

import java.util.Locale;

/** Names as Python and R have them: {@code list_records}. */
final class SnakeCase {

    private SnakeCase() {}

    static String of(String inCamelCase) {
        return inCamelCase.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
