package uk.code4health.opendata.governance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one column has shown so far. */
final class ColumnWatch {

    private final WatchedColumn column;
    private final DateProfile dates;

    /** Of kinds that chance can make: cells of one word, which may be codes, and are judged apart from all others. */
    private final Map<DisclosureKind, Tally> inCodes = new EnumMap<>(DisclosureKind.class);

    private final Map<DisclosureKind, Tally> elsewhere = new EnumMap<>(DisclosureKind.class);
    private long cells;
    private long postcodes;

    ColumnWatch(WatchedColumn column) {
        this.column = column;
        this.dates = new DateProfile(column.isOfBirth());
    }

    void see(String text, long line, long times) {
        if (text.isEmpty()) {
            return;
        }
        cells += times;
        for (Candidate candidate : PersonalData.candidates(text)) {
            if (!isExempt(candidate.kind())) {
                tallies(candidate.kind(), text)
                        .computeIfAbsent(candidate.kind(), Tally::new)
                        .add(candidate, text, line, times);
            }
        }
        dates.see(text, line, times);
        if (Postcode.isUnit(text)) {
            postcodes += times;
        }
    }

    Stream<Disclosure> findings() {
        return Stream.of(inCodes, elsewhere)
                .flatMap(tallies -> tallies.values().stream())
                .map(tally -> tally.finding(column.name(), column.longNumbers()))
                .flatMap(Optional::stream);
    }

    /** The finding that its dates are of births, if they are and other columns show where. */
    Optional<Disclosure> births(Stream<ColumnWatch> others) {
        boolean isFinding = dates.isOfBirthByHeader()
                ? others.anyMatch(other -> other.postcodes > 0)
                : dates.couldBeOfBirth() && !column.organisationContact() && others.anyMatch(ColumnWatch::isOfHomes);
        return isFinding ? Optional.of(dates.finding(column.name())) : Optional.empty();
    }

    private Map<DisclosureKind, Tally> tallies(DisclosureKind kind, String text) {
        return kind.byChance() > 0 && isWord(text) ? inCodes : elsewhere;
    }

    private boolean isOfHomes() {
        return postcodes > cells / 2 && !column.organisationContact();
    }

    private boolean isExempt(DisclosureKind kind) {
        return column.organisationContact()
                && (kind == DisclosureKind.EMAIL_ADDRESS || kind == DisclosureKind.TELEPHONE_NUMBER);
    }

    private static boolean isWord(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }
}
