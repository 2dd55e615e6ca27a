package uk.code4health.opendata.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.Licence;

/** A dataset as the catalogue shows it. */
@Schema(name = "Dataset")
public record DatasetView(
        @Schema(examples = "gp-practices") String id,
        String title,
        String description,
        String publisher,
        Licence licence,
        List<String> keywords,
        Dataset.Link source,
        Dataset.Coverage coverage,

        @Schema(
                description = "How often the publisher publishes, as an ISO 8601 duration",
                examples = "P1M",
                nullable = true)
        @Nullable String updateFrequency,

        @Schema(description = "How many records are live", examples = "14963")
        long records,

        @Schema(description = "Whether the live figures are invented, for trying out")
        boolean sample,

        @Schema(nullable = true) @Nullable LastRelease lastRelease,

        @Schema(description = "When the next release is due, by the update frequency", nullable = true) @Nullable LocalDate nextExpected,

        @Schema(description = "Whether the next release is overdue")
        boolean stale,

        List<FieldView> fields,
        List<String> primaryKey,
        Map<String, String> links) {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** The release that was published last. */
    @Schema(name = "LastRelease")
    public record LastRelease(
            @Schema(examples = "2024-06.1") String id, Instant publishedAt) {}

    /** A field in short; the schema has the rest. */
    @Schema(name = "Field")
    public record FieldView(
            @Schema(examples = "practice_code") String name,
            String title,
            @Schema(examples = "string") String type,
            String format,
            String description,

            @Schema(
                    description = "Where its different values are counted",
                    examples = "/v1/datasets/gp-practices/values/practice_code")
            String values) {

        static FieldView of(String dataset, Field field) {
            return new FieldView(
                    field.name(),
                    field.title(),
                    field.type().label(),
                    field.format(),
                    field.description(),
                    Links.ofValues(dataset, field.name()));
        }
    }

    static DatasetView of(LiveDataset live, LocalDate today) {
        Dataset dataset = live.dataset();
        Optional<LocalDate> nextExpected = live.edition()
                .filter(edition -> !edition.sample())
                .flatMap(edition -> dataset.updateFrequency()
                        .flatMap(DatasetView::period)
                        .map(edition.publishedAt().atZone(LONDON).toLocalDate()::plus));
        return new DatasetView(
                dataset.id().value(),
                dataset.title(),
                dataset.description(),
                dataset.publisher(),
                dataset.licence(),
                dataset.keywords(),
                dataset.source(),
                dataset.coverage(),
                dataset.updateFrequency().orElse(null),
                live.records(),
                live.edition().map(Edition::sample).orElse(false),
                live.edition()
                        .map(edition -> new LastRelease(edition.releases().get(0), edition.publishedAt()))
                        .orElse(null),
                nextExpected.orElse(null),
                nextExpected.filter(today::isAfter).isPresent(),
                dataset.schema().columns().stream()
                        .map(field -> FieldView.of(dataset.id().value(), field))
                        .toList(),
                dataset.schema().primaryKey(),
                Links.ofDataset(dataset.id().value()));
    }

    private static Optional<Period> period(String duration) {
        try {
            return Optional.of(Period.parse(duration));
        } catch (DateTimeParseException notAPeriod) {
            return Optional.empty();
        }
    }
}
