package uk.code4health.opendata.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

/**
 * The order in which the different values of a field come. By records, no value stands among the others, where its count
 * puts it; by value it comes last in both directions. Ties are broken by value, ascending.
 */
public enum ValuesOrder {
    MOST_RECORDS("-records"),
    FEWEST_RECORDS("records"),
    ASCENDING("value"),
    DESCENDING("-value");

    private final String label;

    ValuesOrder(String label) {
        this.label = label;
    }

    /** As it is asked for. */
    public String label() {
        return label;
    }

    static Optional<ValuesOrder> of(String label) {
        return Arrays.stream(values())
                .filter(order -> order.label.equals(label))
                .findFirst();
    }

    /** The labels of all orders. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ValuesOrder::label).toList();
    }

    List<OrderField<?>> by(org.jooq.Field<?> value) {
        OrderField<?> ascending = value.asc().nullsLast();
        return switch (this) {
            case MOST_RECORDS -> List.of(DSL.count().desc(), ascending);
            case FEWEST_RECORDS -> List.of(DSL.count().asc(), ascending);
            case ASCENDING -> List.of(ascending);
            case DESCENDING -> List.of(value.desc().nullsLast());
        };
    }
}
