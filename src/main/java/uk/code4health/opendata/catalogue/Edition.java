package uk.code4health.opendata.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import uk.code4health.opendata.dataset.DatasetId;
import uk.code4health.opendata.dataset.IdRange;

/**
 * Some ranges of a dataset's rows, in order, that can be read: what was live between two publications, or the rows of one
 * release. Never changes.
 *
 * @param id names it for ever, such as {@code e12}; the id of the release, for the rows of one
 * @param sample whether its figures are invented, for trying out
 * @param releases ids of the releases it takes rows from, newest first
 */
public record Edition(
        String id,
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
