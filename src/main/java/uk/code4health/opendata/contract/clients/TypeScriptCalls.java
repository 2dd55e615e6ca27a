package uk.code4health.opendata.contract.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Calls as TypeScript writes them: {@code client.listRecords({ status: "A", limit: 2 })}. */
final class TypeScriptCalls implements CallWriter {

    @Override
    public String write(String method, String operation, List<Argument> path, List<Argument> query) {
        List<String> given =
                new ArrayList<>(path.stream().map(TypeScriptCalls::value).toList());
        if (!query.isEmpty()) {
            given.add(query.stream()
                    .map(argument -> argument.name() + ": " + value(argument))
                    .collect(Collectors.joining(", ", "{ ", " }")));
        }
        return "client." + method + "(" + String.join(", ", given) + ")";
    }

    private static String value(Argument argument) {
        return argument.written(TypeScriptCalls::literal, "[", "]");
    }

    private static String literal(Argument.Kind kind, String value) {
        return switch (kind) {
            case TEXT, DATE -> QuotedText.of(value);
            case WHOLE_NUMBER -> Argument.fitsDouble(value) ? value : value + "n";
            case NUMBER, TRUTH -> value;
        };
    }
}
