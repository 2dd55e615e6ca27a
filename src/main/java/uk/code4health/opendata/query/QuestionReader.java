package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.platform.Fault;

/** Reads query parameters as a {@link Question}, or says which of them is wrong and what would be right. */
@Singleton
class QuestionReader {

    static final int HIGHEST_LIMIT = 10_000;
    static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_OFFSET = 10_000;

    /** Formats in which a record has room for another. */
    private static final List<Format> NESTING = List.of(Format.JSON, Format.NDJSON);

    private final EditionChoice editions;
    private final Expansions expansions;
    private final Cursors cursors;

    QuestionReader(EditionChoice editions, Expansions expansions, Cursors cursors) {
        this.editions = editions;
        this.expansions = expansions;
        this.cursors = cursors;
    }

    Question read(LiveDataset live, Parameters parameters, Format accepted) {
        Schema schema = live.dataset().schema();
        List<Criterion> filters = Criteria.read(schema, parameters, FilterReader.RESERVED);
        Format format = format(parameters).orElse(accepted);
        Optional<Cursor> cursor = parameters.one("cursor").map(cursors::read);
        AskedOf askedOf = editions.of(live, parameters, cursor);
        Question question = new Question(
                live.dataset(),
                askedOf,
                columns(schema, parameters),
                expansions.read(live.dataset(), parameters, askedOf.asAt()),
                filters,
                sort(schema, parameters),
                limit(parameters, format),
                offset(parameters),
                cursor,
                total(parameters),
                format);
        checkCursor(question);
        checkOffset(question);
        checkNesting(question);
        return question;
    }

    private static List<Field> columns(Schema schema, Parameters parameters) {
        Optional<String> names = parameters.one("fields");
        if (names.isEmpty()) {
            return schema.columns();
        }
        List<Field> columns = new ArrayList<>();
        for (String name : names.get().split(",", -1)) {
            Field column = requireField(schema, "fields", name.strip());
            if (columns.stream().anyMatch(other -> other.name().equals(column.name()))) {
                throw PARAMETER_INVALID.with(new Fault("fields", "The field " + name + " is named twice."));
            }
            columns.add(column);
        }
        return columns;
    }

    private static List<SortKey> sort(Schema schema, Parameters parameters) {
        Optional<String> names = parameters.one("sort");
        if (names.isEmpty()) {
            return List.of();
        }
        List<SortKey> keys = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (String key : names.get().split(",", -1)) {
            String name = key.strip();
            boolean descending = name.startsWith("-");
            Field field = requireField(schema, "sort", descending ? name.substring(1) : name);
            if (!named.add(field.name())) {
                throw PARAMETER_INVALID.with(new Fault("sort", "The field " + field.name() + " is named twice."));
            }
            keys.add(new SortKey(field, descending));
        }
        return keys;
    }

    static Field requireField(Schema schema, String parameter, String name) {
        return schema.column(name)
                .orElseThrow(() -> PARAMETER_INVALID.with(new Fault(
                        parameter,
                        name.isEmpty()
                                ? "A field's name is missing."
                                : "The dataset has no field of this name: " + name + ".",
                        List.copyOf(schema.columnNames()),
                        Nearest.to(name, schema.columnNames()).orElse(null))));
    }

    /** A page unless it is said otherwise; of a file, all. */
    private static OptionalInt limit(Parameters parameters, Format format) {
        OptionalInt limit = limit(
                parameters,
                "For more records follow the next link of each page, or take them all as a file: format=csv, ndjson, xlsx or parquet.");
        return limit.isEmpty() && !format.isFile() ? OptionalInt.of(DEFAULT_LIMIT) : limit;
    }

    /**
     * The limit, if there is one.
     *
     * @param forMore what helps those who want more than the highest
     */
    static OptionalInt limit(Parameters parameters, String forMore) {
        Optional<String> text = parameters.one("limit");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().matches("\\d{1,5}")) {
            int limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return OptionalInt.of(limit);
            }
        }
        throw PARAMETER_INVALID.with(
                new Fault("limit", "The limit is a whole number from 1 to " + HIGHEST_LIMIT + ". " + forMore));
    }

    private static long offset(Parameters parameters) {
        Optional<String> text = parameters.one("offset");
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.get().matches("\\d{1,18}")) {
            throw PARAMETER_INVALID.with(new Fault("offset", "The offset is a whole number, 0 or more."));
        }
        return Long.parseLong(text.get());
    }

    private static Optional<TotalKind> total(Parameters parameters) {
        return parameters.one("total").map(label -> Arrays.stream(TotalKind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> PARAMETER_INVALID.with(new Fault(
                        "total",
                        "The total can be exact, an estimate, or none.",
                        TotalKind.labels(),
                        Nearest.to(label, TotalKind.labels()).orElse(null)))));
    }

    private static Optional<Format> format(Parameters parameters) {
        return parameters.one("format").map(label -> Arrays.stream(Format.values())
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElseThrow(() -> PARAMETER_INVALID.with(new Fault(
                        "format",
                        "Records come in these formats.",
                        Format.labels(),
                        Nearest.to(label, Format.labels()).orElse(null)))));
    }

    private static void checkNesting(Question question) {
        if (!question.expansions().isEmpty() && !NESTING.contains(question.format())) {
            throw PARAMETER_INVALID.with(new Fault(
                    Expansions.PARAMETER,
                    "A record within a record is for JSON and NDJSON; "
                            + question.format().label()
                            + " has a line for each record and no place for another. Take both datasets as files, and join them"
                            + " by the fields of the foreign key.",
                    NESTING.stream().map(format -> "format=" + format.label()).toList(),
                    null));
        }
    }

    private static void checkCursor(Question question) {
        if (question.after().isEmpty()) {
            return;
        }
        Cursor cursor = question.after().get();
        if (!cursor.question().equals(question.fingerprint())
                || !cursor.edition().equals(question.edition().id())) {
            throw Cursors.ofAnotherQuestion();
        }
        if (question.offset() > 0) {
            throw PARAMETER_INVALID.with(
                    new Fault("offset", "A cursor says where to go on, so there is no offset beside it."));
        }
    }

    /** In the order of the rows an offset is arithmetic; in any other it costs what it skips. */
    private static void checkOffset(Question question) {
        boolean arithmetic = question.isDefaultOrder() && question.filters().isEmpty();
        if (!arithmetic && question.offset() > HIGHEST_OFFSET) {
            throw PARAMETER_INVALID.with(new Fault(
                    "offset",
                    "With a filter or a sort the offset can be at most " + HIGHEST_OFFSET
                            + ". Follow the next link of each page instead: its cursor costs the same on every page."));
        }
    }
}
