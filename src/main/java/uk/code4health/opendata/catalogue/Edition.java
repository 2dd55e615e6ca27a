package uk.code4health.opendata.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.IdRange;

/**
 * What readers of a dataset see between two publications: some ranges of its rows, in order. Never changes.
 *
 * @param number grows with every publication, over all datasets; the live edition has a dataset's highest
 * @param sample whether its figures are invented, for trying out
 * @param releases ids of the releases it takes rows from, newest first
 */
public record Edition(
        long number,
        DatasetId dataset,
        Instant publishedAt,
        boolean sample,
        List<IdRange> rows,
        List<String> releases,
        long records) {

    public Edition {
        rows = List.copyOf(rows);
        releases = List.copyOf(releases);
    }

    /** The row at a place in default order, counted from 0; empty behind the last. */
    public OptionalLong rowAt(long offset) {
        long left = offset;
        for (IdRange range : rows) {
            if (left < range.size()) {
                return OptionalLong.of(range.first() + left);
            }
            left -= range.size();
        }
        return OptionalLong.empty();
    }
}
