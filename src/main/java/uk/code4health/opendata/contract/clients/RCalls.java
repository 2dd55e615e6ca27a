package uk.code4health.opendata.contract.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Calls as R writes them: {@code list_records(status = "A", limit = 2)}. */
final class RCalls implements CallWriter {

    /** Of the names that a field can have, those that R has its own meaning for. */
    private static final Set<String> RESERVED =
            Set.of("break", "else", "for", "function", "if", "in", "next", "repeat", "while");

    /** Arguments of the functions themselves. */
    private static final Set<String> ARGUMENTS = Set.of("max", "url", "field", "key");

    @Override
    public String write(String method, String operation, List<Argument> path, List<Argument> query) {
        List<String> given = new ArrayList<>(path.stream().map(RCalls::value).toList());
        query.forEach(argument -> given.add(name(argument.name()) + " = " + value(argument)));
        return SnakeCase.of(method) + "(" + String.join(", ", given) + ")";
    }

    private static String name(String name) {
        if (ARGUMENTS.contains(name)) {
            return name + "__eq";
        }
        return RESERVED.contains(name) ? "`" + name + "`" : name;
    }

    private static String value(Argument argument) {
        return argument.written(RCalls::literal, "c(", ")");
    }

    private static String literal(Argument.Kind kind, String value) {
        return switch (kind) {
            case TEXT -> QuotedText.of(value);
            case DATE -> "as.Date(" + QuotedText.of(value) + ")";
            case WHOLE_NUMBER, NUMBER -> Argument.fitsDouble(value) ? value : QuotedText.of(value);
            case TRUTH -> value.toUpperCase(Locale.ROOT);
        };
    }
}
