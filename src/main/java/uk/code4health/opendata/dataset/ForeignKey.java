package uk.code4health.opendata.dataset;

import java.util.List;

/** Fields whose values name a record of another dataset, as Table Schema has it. */
public record ForeignKey(List<String> fields, DatasetId dataset, List<String> references) {

    public ForeignKey {
        fields = List.copyOf(fields);
        references = List.copyOf(references);
    }
}
