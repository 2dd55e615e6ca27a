package uk.code4health.opendata.contract.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Calls as Python writes them: {@code client.list_records(status="A", limit=2)}. */
final class PythonCalls implements CallWriter {

    /** Of the names that a field can have, those that cannot stand before an equals sign. */
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    @Override
    public String write(String method, String operation, List<Argument> path, List<Argument> query) {
        List<String> given =
                new ArrayList<>(path.stream().map(PythonCalls::value).toList());
        query.forEach(argument -> given.add(
                KEYWORDS.contains(argument.name())
                        ? "**{\"" + argument.name() + "\": " + value(argument) + "}"
                        : argument.name() + "=" + value(argument)));
        return "client." + SnakeCase.of(method) + "(" + String.join(", ", given) + ")";
    }

    private static String value(Argument argument) {
        return argument.written(PythonCalls::literal, "[", "]");
    }

    private static String literal(Argument.Kind kind, String value) {
        return switch (kind) {
            case TEXT, DATE -> QuotedText.of(value);
            case WHOLE_NUMBER, NUMBER -> value;
            case TRUTH -> value.equals("true") ? "True" : "False";
        };
    }
}
