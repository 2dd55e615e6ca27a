package uk.code4health.opendata.query;

import static uk.code4health.opendata.platform.Problem.PARAMETER_INVALID;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.Schema;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.ProblemException;

/** Reads what keeps some records and leaves others: conditions on fields, {@code where} and {@code q}. */
final class Criteria {

    private static final int LONGEST_SEARCH = 200;
    private static final int MOST_WORDS = 10;

    /** A phrase in double quotes, or whatever stands between spaces. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"|([^\\s\"]+)", Pattern.UNICODE_CHARACTER_CLASS);

    private Criteria() {}

    /**
     * The criteria of a question.
     *
     * @param reserved the parameters that are no conditions on fields
     */
    static List<Criterion> read(Schema schema, Parameters parameters, Set<String> reserved) {
        List<Criterion> criteria = new ArrayList<>(FilterReader.read(schema, parameters, reserved));
        parameters.one(Search.PARAMETER).ifPresent(text -> criteria.add(search(schema, text)));
        parameters.one(WhereClause.PARAMETER).ifPresent(text -> criteria.add(where(schema, text)));
        return criteria;
    }

    private static WhereClause where(Schema schema, String text) {
        var columns = schema.columns().stream().collect(Collectors.toMap(Field::name, WhereColumn::of));
        return new WhereClause(new WhereReader(WhereClause.PARAMETER, columns).read(text));
    }

    private static Search search(Schema schema, String text) {
        if (text.length() > LONGEST_SEARCH) {
            throw refused("A search is at most " + LONGEST_SEARCH + " characters long.");
        }
        if (text.indexOf('\0') >= 0) {
            throw refused("The search holds a NUL character.");
        }
        List<String> words = words(text);
        if (words.isEmpty()) {
            throw refused("The words to search for are missing.");
        }
        if (words.size() > MOST_WORDS) {
            throw refused("A search is for at most " + MOST_WORDS + " words.");
        }
        List<Field> fields = schema.published().stream()
                .filter(field -> field.type() == FieldType.STRING)
                .toList();
        if (fields.isEmpty()) {
            throw refused("This dataset has no text field to search.");
        }
        return new Search(words, fields);
    }

    private static List<String> words(String text) {
        Matcher word = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
        return word.results()
                .map(found -> (found.group(1) == null ? found.group(2) : found.group(1)).strip())
                .filter(found -> !found.isEmpty())
                .distinct()
                .toList();
    }

    private static ProblemException refused(String detail) {
        return PARAMETER_INVALID.with(new Fault(Search.PARAMETER, detail));
    }
}
