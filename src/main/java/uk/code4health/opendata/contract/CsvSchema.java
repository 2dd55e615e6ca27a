package uk.code4health.opendata.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Links;
import uk.code4health.opendata.catalogue.SchemaView;
import uk.code4health.opendata.catalogue.SchemaView.FieldConstraints;
import uk.code4health.opendata.catalogue.SchemaView.FieldSchema;
import uk.code4health.opendata.catalogue.SchemaView.ForeignKeySchema;
import uk.code4health.opendata.catalogue.SchemaView.MissingValue;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.ForeignKey;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.platform.ServiceAddress;
import uk.code4health.opendata.query.SpreadsheetText;

/**
 * A dataset's schema as Table Schema v2 of our own CSV. It differs from {@code /schema} where the CSV does: an empty cell is the
 * only one without a value, and text that a spreadsheet would run begins with an apostrophe.
 */
final class CsvSchema {

    private static final List<MissingValue> EMPTY_CELL = List.of(new MissingValue("", null));

    private CsvSchema() {}

    /** Its foreign keys lead out of the package, where Table Schema knows no way: they are told apart, see {@link #references}. */
    static SchemaView of(Schema schema) {
        SchemaView view = SchemaView.of(schema);
        List<Field> columns = schema.columns();
        List<FieldSchema> fields = new ArrayList<>();
        for (int at = 0; at < columns.size(); at++) {
            fields.add(field(columns.get(at), view.fields().get(at), schema.mayLackFields()));
        }
        return new SchemaView(view.profile(), fields, view.primaryKey(), List.of());
    }

    /** Which fields name records of other datasets, each of which has a package of its own. */
    static List<ForeignKeySchema> references(Schema schema, ServiceAddress service) {
        return schema.foreignKeys().stream().map(key -> reference(key, service)).toList();
    }

    private static ForeignKeySchema reference(ForeignKey key, ServiceAddress service) {
        String other = key.dataset().value();
        return new ForeignKeySchema(
                key.fields(),
                new ForeignKeySchema.Reference(service.at(Links.ofDataPackage(other)), other, key.references()));
    }

    private static FieldSchema field(Field field, FieldSchema view, boolean mayLackFields) {
        return new FieldSchema(
                view.name(),
                view.title(),
                view.description(),
                view.type(),
                view.format(),
                view.codeFormat(),
                emptyCellIsAValue(field, mayLackFields) ? List.of() : EMPTY_CELL,
                field.type() == FieldType.STRING ? marked(view.constraints(), field) : view.constraints());
    }

    /** Where texts can be empty and can be missing too, both are an empty cell, and no reader of CSV can tell them apart. */
    private static boolean emptyCellIsAValue(Field field, boolean mayLackFields) {
        boolean mayBeMissing = !field.constraints().required()
                && (mayLackFields || !field.missing().isEmpty());
        return field.mayBeEmpty() && !mayBeMissing;
    }

    /** What a text must fulfil with its apostrophe. A code never has one. */
    private static @Nullable FieldConstraints marked(@Nullable FieldConstraints constraints, Field field) {
        if (constraints == null) {
            return null;
        }
        Integer maxLength = constraints.maxLength();
        boolean isOfAManifest = field.constraints().pattern().isPresent();
        return new FieldConstraints(
                constraints.required(),
                constraints.minLength(),
                maxLength == null ? null : Integer.valueOf(maxLength + SpreadsheetText.MARK.length()),
                constraints.minimum(),
                constraints.maximum(),
                isOfAManifest ? SpreadsheetText.MARK + "?(" + constraints.pattern() + ")" : constraints.pattern(),
                constraints.oneOf().stream().map(SpreadsheetText::of).toList());
    }
}
