package uk.code4health.opendata.governance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.code4health.opendata.dataset.Publication;

/**
 * Watches the totals of one release, for those that give away what is suppressed among their members.
 *
 * <p>A total does so if one member is suppressed, or if the rest that the published ones leave is so small or so large that
 * every suppressed one must be at the lower or at the upper bound. That holds for totals that are exact; one that is rounded
 * by itself, as in HES and ECDS, gives nothing away and is not to be shown here. Of cells that two totals together give
 * away, nothing is known.
 *
 * <p>Not thread-safe. What is kept grows with the totals, not with the rows.
 */
public final class GivenAway {

    private final Optional<Publication.Bounds> hidden;

    /** How many cells are given away together, by the line of the first of them; by field. */
    private final Map<String, TreeMap<Long, Long>> cells = new TreeMap<>();

    /** @param hidden the numbers that the publisher suppresses, where there is a rule */
    public GivenAway(Optional<Publication.Bounds> hidden) {
        this.hidden = hidden;
    }

    /** A published, exact total of a field, and the cells that it is the total of. */
    public void total(String field, BigDecimal total, GroupMembers members) {
        if (members.suppressed() == 1 || (members.suppressed() > 1 && areAtBound(total, members))) {
            cells.computeIfAbsent(field, name -> new TreeMap<>())
                    .merge(members.firstSuppressed(), members.suppressed(), Math::max);
        }
    }

    /** What was found, field by field; never a value. */
    public List<Disclosure> findings() {
        List<Disclosure> findings = new ArrayList<>();
        cells.forEach((field, byLine) -> findings.add(new Disclosure(
                field,
                DisclosureKind.GIVEN_AWAY,
                byLine.values().stream().mapToLong(Long::longValue).sum(),
                byLine.keySet().stream().limit(FirstLines.KEPT).toList(),
                Optional.empty())));
        return findings;
    }

    private boolean areAtBound(BigDecimal total, GroupMembers members) {
        BigDecimal rest = total.subtract(members.sum());
        BigDecimal suppressed = BigDecimal.valueOf(members.suppressed());
        return hidden.filter(bounds -> rest.compareTo(bounds.lowest().multiply(suppressed)) == 0
                        || rest.compareTo(bounds.highest().multiply(suppressed)) == 0)
                .isPresent();
    }
}
