package uk.code4health.opendata.dataset;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A field of a dataset: how its cells are read, and what they mean. Made once a schema, used once a cell. */
public final class Field {

    /** PostgreSQL keeps 63 bytes of a column's name. */
    private static final int LONGEST_NAME = 59;

    private static final String STATUS_SUFFIX = "_status";
    private static final int LONGEST_NAME_WITH_STATUS = 63 - STATUS_SUFFIX.length();

    /** The columns that PostgreSQL gives to every table itself (its documentation, "System Columns"). */
    private static final Set<String> OF_POSTGRES = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** What a publisher's empty cell means when the manifest does not say: nothing, without a reason. */
    public static final Map<String, Optional<CellStatus>> BLANK_IS_MISSING = Map.of("", Optional.empty());

    private final String name;
    private final String title;
    private final String description;
    private final FieldType type;
    private final String format;
    private final Constraints constraints;
    private final Map<String, Cell> missing;
    private final boolean hasStatus;
    private final Function<String, Object> reader;

    /**
     * @param missingValues the texts that stand for no value, each with the status it gives, if any
     * @throws IllegalArgumentException if the name or the format cannot be, saying why
     */
    public Field(
            String name,
            String title,
            String description,
            FieldType type,
            String format,
            NumberLayout numbers,
            Constraints constraints,
            Map<String, Optional<CellStatus>> missingValues) {
        this.name = name;
        this.title = title;
        this.description = description;
        this.type = type;
        this.format = format;
        this.constraints = constraints;
        this.hasStatus = missingValues.values().stream().anyMatch(Optional::isPresent);
        this.missing = missingValues.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new Cell(null, entry.getValue().orElse(null))));
        this.reader = reader(type, format, numbers);
        checkName();
    }

    private Field(Field of) {
        this(
                of.name + STATUS_SUFFIX,
                of.title + ": status",
                "Why " + of.name + " is not simply a number: null, or one of " + String.join(", ", CellStatus.labels())
                        + ".",
                FieldType.STRING,
                "default",
                NumberLayout.PLAIN,
                new Constraints(
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        of.statuses()),
                BLANK_IS_MISSING);
    }

    public String name() {
        return name;
    }

    /** The publisher's header. */
    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public FieldType type() {
        return type;
    }

    /** The domain format, {@code default} where there is none. */
    public String format() {
        return format;
    }

    /** The kind of code its texts are, if they are codes. */
    public Optional<CodeFormat> code() {
        return type == FieldType.STRING ? CodeFormat.of(format) : Optional.empty();
    }

    /** What the whole of each of its texts matches: what the manifest says, or what its codes look like. */
    public Optional<String> pattern() {
        return constraints.pattern().map(Pattern::pattern).or(() -> code().map(CodeFormat::pattern));
    }

    public Constraints constraints() {
        return constraints;
    }

    /** The companion field that says why a cell is null, where the publisher tells. */
    public Optional<Field> status() {
        return hasStatus ? Optional.of(new Field(this)) : Optional.empty();
    }

    /** The texts a publisher uses for "no value", each with its status. */
    public Map<String, Cell> missing() {
        return missing;
    }

    /** Whether a blank cell is a value of it, an empty text, and not a missing one. */
    public boolean mayBeEmpty() {
        return type == FieldType.STRING && !missing.containsKey("");
    }

    /** Whether a cell may be hidden because it could tell of a person. */
    public boolean maySuppress() {
        return missing.values().stream().anyMatch(cell -> cell.status() == CellStatus.SUPPRESSED);
    }

    /** The statuses its cells can have. */
    public List<String> statuses() {
        return missing.values().stream()
                .map(Cell::status)
                .filter(Objects::nonNull)
                .map(CellStatus::label)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Reads a publisher's cell.
     *
     * @param text the cell without outer white space
     * @throws UnreadableCell if it is neither a value of this field nor one of its missing values
     */
    public Cell read(String text) {
        Cell none = missing.get(text);
        if (none != null) {
            return missing(none);
        }
        if (text.isEmpty() && type != FieldType.STRING) {
            throw new UnreadableCell("is empty, which this field does not declare as a missing value");
        }
        return new Cell(value(text), null);
    }

    /**
     * Reads a value as a caller writes it: the canonical text, or the publisher's own form.
     *
     * @throws UnreadableCell if it is not one
     */
    public Object readValue(String text) {
        return either(type::parse, reader).apply(text);
    }

    private Cell missing(Cell none) {
        if (constraints.required()) {
            throw new UnreadableCell("is missing, and this field is required");
        }
        return none;
    }

    private Object value(String text) {
        Object value = reader.apply(text);
        constraints.check(text, value);
        return value;
    }

    private void checkName() {
        int longest = hasStatus ? LONGEST_NAME_WITH_STATUS : LONGEST_NAME;
        boolean isCompanion = name.endsWith(STATUS_SUFFIX);
        if (!NAME.matcher(name).matches() || (!isCompanion && name.length() > longest)) {
            throw new IllegalArgumentException("a field name is lower-case words joined by single underscores, at most "
                    + longest + " characters" + (hasStatus ? " as it has labelled missing values" : ""));
        }
        if (OF_POSTGRES.contains(name)) {
            throw new IllegalArgumentException("a field name other than " + name + ", which the database needs itself");
        }
    }

    private static Function<String, Object> reader(FieldType type, String format, NumberLayout numbers) {
        return switch (type) {
            case INTEGER -> text -> type.parse(numbers.canonical(text));
            case NUMBER -> numbers(numbers);
            case DATE -> dates(format);
            case DATETIME -> dateTimes();
            case STRING -> texts(format);
            default -> type::parse;
        };
    }

    private static Function<String, Object> numbers(NumberLayout layout) {
        if (layout.groupChar().equals(layout.decimalChar())) {
            throw new IllegalArgumentException("a groupChar other than its decimalChar, " + layout.decimalChar());
        }
        return text -> FieldType.NUMBER.parse(layout.canonical(text));
    }

    private static Function<String, Object> dates(String format) {
        if (format.equals("nhs-period")) {
            return NhsPeriod::parse;
        }
        if (DatePattern.isDeclaredBy(format)) {
            return patternedDates(DatePattern.of(format));
        }
        if (format.equals("default") || format.equals("any")) {
            return FieldType.DATE::parse;
        }
        throw new IllegalArgumentException(
                "a date's format is default, nhs-period, a pattern such as %d/%m/%Y, or date:dd/mm/yyyy");
    }

    /** A workbook's date cell holds a day, not its layout, and comes as ISO 8601 writes it. */
    private static Function<String, Object> patternedDates(DatePattern pattern) {
        return either(pattern::parse, FieldType.DATE::parse);
    }

    /** A spreadsheet shows no time at midnight. */
    private static Function<String, Object> dateTimes() {
        return either(FieldType.DATETIME::parse, text -> ((LocalDate) FieldType.DATE.parse(text)).atStartOfDay());
    }

    /** What neither reads is refused in the words of the first. */
    private static Function<String, Object> either(Function<String, Object> first, Function<String, Object> second) {
        return text -> {
            try {
                return first.apply(text);
            } catch (UnreadableCell unread) {
                try {
                    return second.apply(text);
                } catch (UnreadableCell unreadToo) {
                    throw unread;
                }
            }
        };
    }

    private static Function<String, Object> texts(String format) {
        @Nullable CodeFormat code = CodeFormat.of(format).orElse(null);
        if (code == null) {
            return FieldType.STRING::parse;
        }
        return text -> {
            code.check(text);
            return text;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
