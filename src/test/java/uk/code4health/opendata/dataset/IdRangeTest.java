package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Ranges of row ids. */
class IdRangeTest {

    @Test
    void neighboursBecomeOneRange() {
        assertThat(IdRange.merged(
                        List.of(new IdRange(20, 30), new IdRange(5, 5), new IdRange(1, 10), new IdRange(10, 20))))
                .containsExactly(new IdRange(1, 30));
    }

    @Test
    void aGapKeepsRangesApart() {
        assertThat(IdRange.merged(List.of(new IdRange(11, 20), new IdRange(1, 10))))
                .containsExactly(new IdRange(1, 10), new IdRange(11, 20));
    }

    @Test
    void aRangeCannotEndBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdRange(2, 1));
    }

    @Property
    void mergedRangesHoldTheSameRowsInOrderAndFewest(@ForAll("disjoint") List<IdRange> ranges) {
        List<IdRange> merged = IdRange.merged(ranges);

        assertThat(rows(merged)).isEqualTo(rows(ranges).stream().sorted().toList());
        for (int at = 1; at < merged.size(); at++) {
            assertThat(merged.get(at).first()).isGreaterThan(merged.get(at - 1).end());
        }
        assertThat(merged).allMatch(range -> range.size() > 0);
    }

    /** Ranges that do not overlap, some empty, some touching, in any order. */
    @Provide
    Arbitrary<List<IdRange>> disjoint() {
        Arbitrary<List<Integer>> steps =
                Arbitraries.integers().between(0, 4).list().ofMaxSize(24);
        return steps.flatMap(lengths -> Arbitraries.longs().map(seed -> {
            List<IdRange> ranges = ranges(lengths);
            Collections.shuffle(ranges, new Random(seed));
            return ranges;
        }));
    }

    /** Gaps and sizes by turns. */
    private static List<IdRange> ranges(List<Integer> steps) {
        List<IdRange> ranges = new ArrayList<>();
        long at = 1;
        for (int step = 0; step + 1 < steps.size(); step += 2) {
            long first = at + steps.get(step);
            at = first + steps.get(step + 1);
            ranges.add(new IdRange(first, at));
        }
        return ranges;
    }

    private static List<Long> rows(List<IdRange> ranges) {
        return ranges.stream()
                .flatMap(range -> LongStream.range(range.first(), range.end()).boxed())
                .toList();
    }
}
