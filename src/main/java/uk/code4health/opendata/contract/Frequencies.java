package uk.code4health.opendata.contract;

import java.util.Map;
import java.util.Optional;

/** How often something is published, as the list of the EU's Publications Office names it, which DCAT-AP asks for. */
final class Frequencies {

    private static final String LIST = "http://publications.europa.eu/resource/authority/frequency/";
    private static final String REPEATED = "R/";

    private static final Map<String, String> BY_DURATION = Map.ofEntries(
            Map.entry("P1D", "DAILY"),
            Map.entry("P1W", "WEEKLY"),
            Map.entry("P7D", "WEEKLY"),
            Map.entry("P2W", "BIWEEKLY"),
            Map.entry("P14D", "BIWEEKLY"),
            Map.entry("P1M", "MONTHLY"),
            Map.entry("P2M", "BIMONTHLY"),
            Map.entry("P3M", "QUARTERLY"),
            Map.entry("P4M", "ANNUAL_3"),
            Map.entry("P6M", "ANNUAL_2"),
            Map.entry("P12M", "ANNUAL"),
            Map.entry("P1Y", "ANNUAL"),
            Map.entry("P2Y", "BIENNIAL"),
            Map.entry("P3Y", "TRIENNIAL"));

    private Frequencies() {}

    /** By an ISO 8601 duration, if the list has a word for it. */
    static Optional<String> of(String duration) {
        String once = duration.startsWith(REPEATED) ? duration.substring(REPEATED.length()) : duration;
        return Optional.ofNullable(BY_DURATION.get(once)).map(LIST::concat);
    }
}
