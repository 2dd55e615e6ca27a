package uk.code4health.opendata.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.IdRange;

/** The rows of an edition, by their place. */
class EditionTest {

    @Test
    void placesAreCountedAcrossRanges() {
        Edition edition = edition(List.of(new IdRange(10, 12), new IdRange(20, 21)));

        assertThat(edition.rowAt(0)).hasValue(10);
        assertThat(edition.rowAt(1)).hasValue(11);
        assertThat(edition.rowAt(2)).hasValue(20);
        assertThat(edition.rowAt(3)).isEmpty();
    }

    @Test
    void anEditionWithoutRowsHasNone() {
        assertThat(edition(List.of()).rowAt(0)).isEmpty();
        assertThat(edition(List.of(new IdRange(7, 7))).rowAt(0)).isEmpty();
    }

    @Test
    void aPlaceFarBehindTheLastIsNone() {
        assertThat(edition(List.of(new IdRange(1, 2))).rowAt(Long.MAX_VALUE)).isEmpty();
    }

    @Property
    void everyPlaceHasTheRowThatCountingFinds(@ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> steps) {
        List<IdRange> ranges = ranges(steps);
        List<Long> rows = ranges.stream()
                .flatMap(range -> LongStream.range(range.first(), range.end()).boxed())
                .toList();
        Edition edition = edition(ranges);

        for (int place = 0; place < rows.size(); place++) {
            assertThat(edition.rowAt(place)).hasValue(rows.get(place));
        }
        assertThat(edition.rowAt(rows.size())).isEmpty();
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

    private static Edition edition(List<IdRange> rows) {
        return new Edition("e1", new DatasetId("ae-attendances"), Instant.EPOCH, false, rows, List.of(), 0);
    }
}
