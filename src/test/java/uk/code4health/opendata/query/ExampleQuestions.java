package uk.code4health.opendata.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.Dataset;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.dataset.Field;
import uk.code4health.opendata.dataset.IdRange;
import uk.code4health.opendata.platform.FixedSecrets;

/** Questions to test with, about {@link ExampleFields#attendances}. */
final class ExampleQuestions {

    static final Dataset DATASET = ExampleFields.attendances();

    private static final Cursors CURSORS = new Cursors(new ObjectMapper(), new FixedSecrets(1));

    private ExampleQuestions() {}

    /** Query parameters, each a name, an equals sign and a value, decoded. */
    static Parameters parameters(String... namesAndValues) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String parameter : namesAndValues) {
            int equals = parameter.indexOf('=');
            parameters.add(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return Parameters.of(parameters);
    }

    static Field field(String name) {
        return DATASET.schema().column(name).orElseThrow();
    }

    static LiveDataset live(IdRange... rows) {
        return new LiveDataset(DATASET, Optional.of(edition(rows)), Instant.EPOCH);
    }

    static Edition edition(IdRange... rows) {
        long records = Arrays.stream(rows).mapToLong(IdRange::size).sum();
        return new Edition("e1", DATASET.id(), Instant.EPOCH, false, List.of(rows), List.of("r1"), records);
    }

    /** What a reader reads that needs no releases. */
    @SuppressWarnings("NullAway") // the catalogue is not asked
    static Question question(Format accepted, String... namesAndValues) {
        return new QuestionReader(new EditionChoice(null, null), new Expansions(null, null), CURSORS)
                .read(live(new IdRange(1, 101)), parameters(namesAndValues), accepted);
    }

    static Question question(String... namesAndValues) {
        return question(Format.JSON, namesAndValues);
    }

    /** The question on other rows. */
    static Question on(Question question, IdRange... rows) {
        return with(question, edition(rows), question.after());
    }

    /** The question behind a record. */
    static Question behind(Question question, long rowId, @Nullable String... sortValues) {
        Cursor cursor = new Cursor("e1", question.fingerprint(), rowId, Arrays.asList(sortValues));
        return with(question, question.edition(), Optional.of(cursor));
    }

    private static Question with(Question question, Edition edition, Optional<Cursor> after) {
        return new Question(
                question.dataset(),
                new AskedOf(
                        edition, question.askedOf().pinned(), question.askedOf().asAt()),
                question.columns(),
                question.expansions(),
                question.filters(),
                question.sort(),
                question.limit(),
                question.offset(),
                after,
                question.total(),
                question.format());
    }
}
