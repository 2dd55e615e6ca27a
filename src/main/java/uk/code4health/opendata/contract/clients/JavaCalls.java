package uk.code4health.opendata.contract.clients;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** Calls as Java writes them: {@code client.listRecords(new ListRecords().status("A").limit(2))}. */
final class JavaCalls implements CallWriter {

    private static final String NEXT_LINE = "\n                ";

    private final JavaNames names;

    JavaCalls(JavaNames names) {
        this.names = names;
    }

    @Override
    public String write(String method, String operation, List<Argument> path, List<Argument> query) {
        String request = query.stream()
                .map(argument -> NEXT_LINE + "." + names.ofParameter(argument.name()) + "(" + values(argument) + ")")
                .collect(Collectors.joining());
        String parts = path.stream()
                .map(part -> part.isOne() || query.isEmpty() ? values(part) : "List.of(" + values(part) + ")")
                .collect(Collectors.joining(", "));
        String given = query.isEmpty() ? "" : "new " + StringUtils.capitalize(operation) + "()" + request;
        String between = parts.isEmpty() || given.isEmpty() ? "" : ", ";
        return "client." + method + "(" + parts + between + given + ")";
    }

    private static String values(Argument argument) {
        return argument.values().stream()
                .map(value -> literal(argument.kind(), value))
                .collect(Collectors.joining(", "));
    }

    private static String literal(Argument.Kind kind, String value) {
        return switch (kind) {
            case TEXT -> QuotedText.of(value);
            case WHOLE_NUMBER -> isShort(value) ? value : value + "L";
            case NUMBER -> Argument.fitsDouble(value) ? value : "new BigDecimal(\"" + value + "\")";
            case TRUTH -> value;
            case DATE -> date(LocalDate.parse(value));
        };
    }

    private static boolean isShort(String digits) {
        return new BigDecimal(digits).abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private static String date(LocalDate date) {
        return "LocalDate.of(" + date.getYear() + ", " + date.getMonthValue() + ", " + date.getDayOfMonth() + ")";
    }
}
