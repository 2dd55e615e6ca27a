package uk.code4health.opendata.portal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Dataset;

/**
 * A dataset as pages tell of it.
 *
 * @param records written for people: {@code 1,430}
 * @param published the day, such as {@code 3 Jun 2026}; empty before the first publication
 * @param licence its name
 * @param terms where the licence stands, if that can be followed
 * @param sample whether its figures are invented
 */
record DatasetRow(
        String id,
        String title,
        String publisher,
        String records,
        Optional<String> published,
        String licence,
        Optional<String> terms,
        boolean sample) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK).withZone(ZoneId.of("Europe/London"));

    /** A manifest may hold any URI: one that a browser would run is not made into a link. */
    private static final Pattern FOLLOWED = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE);

    static DatasetRow of(LiveDataset live) {
        Dataset dataset = live.dataset();
        return new DatasetRow(
                dataset.id().value(),
                dataset.title(),
                dataset.publisher(),
                number(live.records()),
                live.edition().map(Edition::publishedAt).map(DatasetRow::day),
                dataset.licence().id(),
                Optional.of(dataset.licence().url())
                        .filter(url -> FOLLOWED.matcher(url).matches()),
                live.edition().map(Edition::sample).orElse(false));
    }

    static String number(long records) {
        return String.format(Locale.UK, "%,d", records);
    }

    private static String day(Instant instant) {
        return DAY.format(instant);
    }
}
