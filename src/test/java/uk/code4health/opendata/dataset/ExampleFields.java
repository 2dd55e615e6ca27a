package uk.code4health.opendata.dataset;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Fields and a dataset to test with, made without a manifest. */
public final class ExampleFields {

    private static final Map<String, Optional<CellStatus>> SUPPRESSED_STARS =
            Map.of("", Optional.empty(), "*", Optional.of(CellStatus.SUPPRESSED));

    private ExampleFields() {}

    public static Field of(String name, FieldType type) {
        return of(name, type, "default");
    }

    public static Field of(String name, FieldType type, String format) {
        return of(name, name, type, format, Constraints.NONE, Field.BLANK_IS_MISSING);
    }

    static Field constrained(FieldType type, Constraints constraints) {
        return of("value", "Value", type, "default", constraints, Field.BLANK_IS_MISSING);
    }

    static Field numbers(FieldType type, NumberLayout layout) {
        return new Field("value", "Value", "", type, "default", layout, Constraints.NONE, Field.BLANK_IS_MISSING);
    }

    static Field missing(String name, FieldType type, Map<String, Optional<CellStatus>> missing) {
        return of(name, name, type, "default", Constraints.NONE, missing);
    }

    static Constraints required() {
        return new Constraints(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static Constraints pattern(String pattern) {
        return new Constraints(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Pattern.compile(pattern)),
                List.of());
    }

    /**
     * Monthly attendances: {@code period}, {@code org_code}, {@code note}, which is not published, {@code attendances} with
     * suppressed cells, and {@code rate}. Rows with the organisation TOTAL are skipped.
     */
    public static Dataset attendances() {
        List<Field> fields = List.of(
                of("period", "Period", FieldType.DATE, "nhs-period", required(), Field.BLANK_IS_MISSING),
                of("org_code", "Org Code", FieldType.STRING, "ods-code", required(), Field.BLANK_IS_MISSING),
                of("note", "Note", FieldType.STRING, "default", Constraints.NONE, Field.BLANK_IS_MISSING),
                of(
                        "attendances",
                        "A&E attendances Type 1",
                        FieldType.INTEGER,
                        "default",
                        Constraints.NONE,
                        SUPPRESSED_STARS),
                of("rate", "Rate", FieldType.NUMBER, "default", Constraints.NONE, Field.BLANK_IS_MISSING));
        return dataset(new Schema(fields, Set.of("note"), List.of("period", "org_code"), List.of(), false));
    }

    public static Dataset dataset(Schema schema) {
        return new Dataset(
                new DatasetId("ae-attendances"),
                "Attendances",
                "",
                "NHS England",
                new Licence("OGL-UK-3.0", "https://example.org/ogl", ""),
                List.of(),
                new Dataset.Link("Attendances", "https://example.org"),
                Optional.empty(),
                new Dataset.Coverage(Optional.empty(), Optional.empty()),
                FileLayout.csv(StandardCharsets.UTF_8),
                schema,
                new Publication(
                        Publication.Mode.PERIOD,
                        List.of("period"),
                        List.of(new Publication.SkipRows(
                                Map.of("org_code", "TOTAL"), "total row", true, List.of(), List.of("period"))),
                        new HashMap<>(Map.of("org_code", List.of("Provider Code"))),
                        Map.of(),
                        Set.of(),
                        new Publication.Disclosure(
                                Optional.empty(), Optional.empty(), Publication.SmallNumbers.WARN, Map.of()),
                        java.math.BigDecimal.ZERO,
                        FileSource.UNKNOWN,
                        Map.of()));
    }

    private static Field of(
            String name,
            String title,
            FieldType type,
            String format,
            Constraints constraints,
            Map<String, Optional<CellStatus>> missing) {
        return new Field(name, title, "", type, format, NumberLayout.PLAIN, constraints, missing);
    }
}
