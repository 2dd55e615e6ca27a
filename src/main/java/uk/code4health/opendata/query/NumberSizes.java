package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.FieldType;
import uk.code4health.opendata.dataset.IdRange;

/** How many digits the numbers of a field have in an edition; it never changes, so it is looked up once. */
@Singleton
class NumberSizes {

    /** So many rows at a time, far below the time limit of a question. */
    private static final long AT_A_TIME = 2_000_000;

    private static final int REMEMBERED = 10_000;

    private final Rows rows;
    private final Cache<String, Size> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    NumberSizes(Rows rows) {
        this.rows = rows;
    }

    /**
     * The most digits that any of some numbers has.
     *
     * @param whole before the point
     * @param scale behind it
     */
    record Size(int whole, int scale) {

        static final Size NONE = new Size(0, 0);

        static Size of(BigDecimal largest, int scale) {
            return new Size(Math.max(0, largest.precision() - largest.scale()), scale);
        }

        Size or(Size other) {
            return new Size(Math.max(whole, other.whole), Math.max(scale, other.scale));
        }
    }

    /** The size of each field of numbers that the question is answered with, by name. */
    Map<String, Size> of(Question question) throws IOException {
        Map<String, Size> sizes = new HashMap<>();
        List<Field> unknown = new ArrayList<>();
        for (Field field : question.columns()) {
            Size size = known.getIfPresent(key(question, field));
            if (size != null) {
                sizes.put(field.name(), size);
            } else if (field.type() == FieldType.NUMBER) {
                sizes.put(field.name(), Size.NONE);
                unknown.add(field);
            }
        }
        if (!unknown.isEmpty()) {
            measure(question, unknown, sizes);
            unknown.forEach(field -> known.put(key(question, field), sizes.getOrDefault(field.name(), Size.NONE)));
        }
        return sizes;
    }

    /** Of the whole edition, so that a field has one type whatever is asked of it. */
    private void measure(Question question, List<Field> fields, Map<String, Size> sizes) throws IOException {
        for (IdRange range : question.edition().rows()) {
            for (long first = range.first(); first < range.end(); first += AT_A_TIME) {
                IdRange some = new IdRange(first, Math.min(first + AT_A_TIME, range.end()));
                rows.few(question.dataset(), RecordsSql.numberSizes(question.dataset(), some, fields), found -> {
                    found.next();
                    for (int at = 0; at < fields.size(); at++) {
                        BigDecimal largest = found.getBigDecimal(2 * at + 1);
                        if (largest != null) {
                            Size size = Size.of(largest, found.getInt(2 * at + 2));
                            sizes.merge(fields.get(at).name(), size, Size::or);
                        }
                    }
                    return fields.size();
                });
            }
        }
    }

    private static String key(Question question, Field field) {
        return question.dataset().id() + "/" + question.edition().id() + "/" + field.name();
    }
}
