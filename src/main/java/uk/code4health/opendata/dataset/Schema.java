package uk.code4health.opendata.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shape of a dataset: what stands in the publisher's file, and what of it is served.
 */
public final class Schema {

    private final List<Field> inFile;
    private final List<Field> published;
    private final Map<String, Field> columns;
    private final List<String> primaryKey;
    private final List<ForeignKey> foreignKeys;
    private final boolean mayLackFields;

    /**
     * @param inFile the fields of the file, in the file's order
     * @param notPublished names of fields that are in the file and are not served
     * @param mayLackFields whether a file may lack columns of fields that are not required
     */
    public Schema(
            List<Field> inFile,
            Set<String> notPublished,
            List<String> primaryKey,
            List<ForeignKey> foreignKeys,
            boolean mayLackFields) {
        this.inFile = List.copyOf(inFile);
        this.published = inFile.stream()
                .filter(field -> !notPublished.contains(field.name()))
                .toList();
        this.columns = columns(published);
        this.primaryKey = List.copyOf(primaryKey);
        this.foreignKeys = List.copyOf(foreignKeys);
        this.mayLackFields = mayLackFields;
    }

    /** Every field of the publisher's file, in its order. */
    public List<Field> inFile() {
        return inFile;
    }

    /** The fields that are served, without their status companions. */
    public List<Field> published() {
        return published;
    }

    /** Everything that can be read and asked: the published fields, each followed by its status companion if it has one. */
    public List<Field> columns() {
        return new ArrayList<>(columns.values());
    }

    public Optional<Field> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    public Set<String> columnNames() {
        return columns.keySet();
    }

    /** The names of the fields that together name a record. */
    public List<String> primaryKey() {
        return primaryKey;
    }

    public List<ForeignKey> foreignKeys() {
        return foreignKeys;
    }

    /** Whether a file may lack columns of fields that are not required: Table Schema's {@code fieldsMatch: partial}. */
    public boolean mayLackFields() {
        return mayLackFields;
    }

    private static Map<String, Field> columns(List<Field> published) {
        Map<String, Field> columns = new LinkedHashMap<>();
        for (Field field : published) {
            columns.put(field.name(), field);
            field.status().ifPresent(status -> columns.put(status.name(), status));
        }
        return Collections.unmodifiableMap(columns);
    }
}
