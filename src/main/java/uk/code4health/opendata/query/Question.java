package uk.code4health.opendata.query;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;

/**
 * A question for records that makes sense: every field in it exists, every value has its field's type.
 *
 * @param columns what to answer with, in this order
 * @param expansions what stands beside each record
 * @param sort before the order of the rows, which always breaks ties
 * @param limit at most so many records; without it, all
 * @param after the record to go on behind
 * @param total how to count; empty to let the service choose
 */
record Question(
        Dataset dataset,
        AskedOf askedOf,
        List<Field> columns,
        List<Expansion> expansions,
        List<Criterion> filters,
        List<SortKey> sort,
        OptionalInt limit,
        long offset,
        Optional<Cursor> after,
        Optional<TotalKind> total,
        Format format) {

    Question {
        columns = List.copyOf(columns);
        expansions = List.copyOf(expansions);
        filters = List.copyOf(filters);
        sort = List.copyOf(sort);
    }

    /** The rows it is asked of. */
    Edition edition() {
        return askedOf.edition();
    }

    /** Whether its answer will always be the same. */
    boolean pinned() {
        return askedOf.pinned() && expansions.stream().allMatch(Expansion::settled);
    }

    boolean isDefaultOrder() {
        return sort.isEmpty();
    }

    /** The same question with other conditions. */
    Question narrowedTo(List<? extends Criterion> conditions, OptionalInt most) {
        return with(List.copyOf(conditions), most, after);
    }

    /** The same question, to go on behind another cursor. */
    Question behind(Cursor cursor) {
        return with(filters, limit, Optional.of(cursor));
    }

    /** The same question, from its beginning. */
    Question withoutCursor() {
        return with(filters, limit, Optional.empty());
    }

    private Question with(List<Criterion> conditions, OptionalInt most, Optional<Cursor> place) {
        return new Question(
                dataset, askedOf, columns, expansions, conditions, sort, most, offset, place, total, format);
    }

    /** The conditions one by one, each of which must hold. */
    List<Criterion> parts() {
        return filters.stream()
                .flatMap(criterion -> criterion.parts().stream())
                .map(Criterion.class::cast)
                .toList();
    }

    /** Which records are meant, in which order: the same for all pages of a question. */
    String fingerprint() {
        String time = askedOf.asAt().map(asAt -> "&as_at=" + asAt.instant()).orElse("");
        return digest(dataset.id() + "?" + conditions() + "&sort=" + sort + time, 12);
    }

    /** Names the answer: two questions with the same one have the same answer, byte for byte. */
    String answerDigest(String service) {
        String columnNames = columns.stream().map(Field::name).collect(Collectors.joining(","));
        return digest(
                String.join(
                        "\n",
                        service,
                        edition().id(),
                        fingerprint(),
                        columnNames,
                        expansions.stream().map(Expansion::asText).collect(Collectors.joining("&")),
                        limit.toString(),
                        Long.toString(offset),
                        after.map(Cursor::toString).orElse(""),
                        total.toString(),
                        format.label(),
                        Boolean.toString(pinned())),
                32);
    }

    /** The conditions as text, for a key. */
    String conditions() {
        return filters.stream().map(Criterion::key).sorted().collect(Collectors.joining("&"));
    }

    static String digest(String text, int digits) {
        return DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, digits);
    }
}
