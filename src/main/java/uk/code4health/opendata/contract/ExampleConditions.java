package uk.code4health.opendata.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import uk.code4health.opendata.contract.clients.ClientCall;
import uk.code4health.opendata.contract.clients.ClientSamples.Explained;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.query.Operator;

/** For each operator a condition on a field that it is made for, with values that live records have. */
final class ExampleConditions {

    private static final String RECORDS = "listRecords";
    private static final int PART = 3;

    private final LiveExamples examples;
    private final List<String> common = new ArrayList<>();

    /**
     * @param common a page of values of the field that records have in common
     */
    ExampleConditions(LiveExamples examples, JsonNode common) {
        this.examples = examples;
        common.path("data").findValues("value").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(value -> !value.isEmpty())
                .forEach(this.common::add);
    }

    /** Questions for records with one condition each. */
    List<Explained> all() {
        return Arrays.stream(Operator.values())
                .flatMap(operator -> of(operator).stream())
                .toList();
    }

    private Optional<Explained> of(Operator operator) {
        return field(operator).map(field -> {
            ClientCall call = ClientCall.of(RECORDS)
                    .with(operator.parameterOf(field), values(operator, field))
                    .with("limit", "1");
            return new Explained(field.name() + " " + operator.phrase() + object(operator), call);
        });
    }

    private Optional<Field> field(Operator operator) {
        return switch (operator) {
            case EQ, NE, IN -> examples.grouping().or(() -> first(operator, field -> true));
            case LT, LTE, GT, GTE -> first(operator, field -> !field.type().isText());
            case CONTAINS, STARTS_WITH, ENDS_WITH ->
                first(operator, field -> field.code().isEmpty());
            case IS_NULL -> first(operator, field -> !field.constraints().required());
        };
    }

    /** The first field of a kind or, if there is none, the first of which the operator can be asked at all. */
    private Optional<Field> first(Operator operator, Predicate<Field> kind) {
        return examples.live().dataset().schema().published().stream()
                .filter(field -> operator.suits(field) && examples.values().containsKey(field.name()))
                .min(Comparator.comparing(field -> !kind.test(field)));
    }

    private List<String> values(Operator operator, Field field) {
        String value = value(field);
        int part = Math.min(PART, value.codePointCount(0, value.length()));
        return switch (operator) {
            case IN -> common.isEmpty() ? List.of(value) : common;
            case CONTAINS, STARTS_WITH -> List.of(value.substring(0, value.offsetByCodePoints(0, part)));
            case ENDS_WITH -> List.of(value.substring(value.offsetByCodePoints(value.length(), -part)));
            case IS_NULL -> List.of("true");
            default -> List.of(value);
        };
    }

    private String value(Field field) {
        Object value = examples.values().get(field.name());
        return value instanceof Double number ? BigDecimal.valueOf(number).toPlainString() : String.valueOf(value);
    }

    private static String object(Operator operator) {
        return switch (operator.operands()) {
            case TRUTH -> "";
            case COMMA_LIST -> " these";
            case ANY_OF, ONE -> " this";
        };
    }
}
