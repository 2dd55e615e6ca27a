package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.code4health.opendata.questions.KnownRecords;
import uk.code4health.opendata.roundtrip.Release;
import uk.code4health.opendata.roundtrip.Values;

/**
 * Any table of typed values, written as a CSV in any dialect and encoding or as a workbook, comes back equal in every
 * format.
 *
 * <p>jqwik makes the tables, each from a seed of its own; its engine cannot run them, for it knows nothing of Quarkus. A
 * failure names its seed: {@code mvn test -Dtest=RoundTripTest -Dround-trip.seed=…} does the same table again, and
 * {@code -Dround-trip.tables=10000} does many that nobody has seen yet.
 */
@QuarkusTest
class RoundTripTest extends ServiceTest {

    private static final Path FAILED = Path.of("target", "round-trip");
    private static final int LONGEST_SHOWN = 3_000;
    private static final int HIGHEST_LIMIT = 10_000;

    private static final int LONGEST_QUESTION = 4_000;

    private static final int LONGEST_SORTED = 900;

    /** As many are asked of a table. */
    private static final int QUESTIONS = 2;

    private static final int TABLES = 115;

    static LongStream tables() {
        return seeds(1);
    }

    static LongStream workbooks() {
        return seeds(3);
    }

    /** A build has the same tables each time, so that it fails for what was changed; who asks for many gets new ones. */
    private static LongStream seeds(int parts) {
        String some = System.getProperty("round-trip.seed");
        if (some != null) {
            return Stream.of(some.split(",")).mapToLong(Long::parseLong);
        }
        Integer many = Integer.getInteger("round-trip.tables");
        return many == null
                ? new Random(parts).longs(TABLES / parts, 0, Integer.MAX_VALUE)
                : new Random().longs(many / parts, 0, Integer.MAX_VALUE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("tables")
    void whatIsWrittenInCsvComesBack(long seed) {
        comesBack(seed, "csv-" + seed, Release::inCsv);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("workbooks")
    void whatIsWrittenInAWorkbookComesBack(long seed) {
        comesBack(seed, "xlsx-" + seed, Release::inWorkbook);
    }

    private void comesBack(long seed, String dataset, BiFunction<String, Long, Release> making) {
        Release release = making.apply(dataset, seed);
        try {
            registrar.register(release.manifest(), dataset);
            JsonPath job = load(dataset, release.file(), release.content());
            if (release.records().isEmpty()) {
                assertThat(job.getString("problem.type"))
                        .as(job.prettify())
                        .isIn("/problems/no-records", "/problems/file-unreadable");
                return;
            }
            assertPublished(job, release.records().size());
            String records = "/v1/datasets/" + dataset + "/records";
            KnownRecords.assertSame(
                    "total=none",
                    KnownRecords.read(records + "?total=none&limit=" + someOf(release)),
                    release.records());
            new KnownRecords("/v1/datasets/" + dataset, release.types(), List.of(), List.of(), release.records())
                    .assertFormats();
            Random random = new Random(seed);
            assertFound(records, release, random);
            assertSorted(records, release, random);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(explained(seed, release, failure), failure);
        }
    }

    /** Few enough for several pages. */
    private static int someOf(Release release) {
        return 1 + release.records().size() / 3;
    }

    /** Records are found by the values of one of them. */
    private static void assertFound(String records, Release release, Random random) {
        Map<String, Object> record =
                release.records().get(random.nextInt(release.records().size()));
        List<String> fields = new ArrayList<>(record.keySet());
        Collections.shuffle(fields, random);
        for (String field : fields.subList(0, Math.min(fields.size(), QUESTIONS))) {
            Object value = record.get(field);
            String question = value == null
                    ? field + "__is_null=true"
                    : field + "__eq=" + URLEncoder.encode(Values.text(value), StandardCharsets.UTF_8);
            if (!question.endsWith("=") && question.length() < LONGEST_QUESTION) { // nothing cannot be asked for
                KnownRecords.assertSame(
                        question,
                        KnownRecords.read(records + "?" + question + "&limit=" + HIGHEST_LIMIT),
                        release.records().stream()
                                .filter(each -> isSame(value, each.get(field)))
                                .toList());
            }
        }
    }

    private static boolean isSame(Object value, Object other) {
        return (value instanceof BigDecimal number && other != null)
                ? number.compareTo((BigDecimal) other) == 0
                : Objects.equals(value, other);
    }

    /** Sorted, each record still comes once, those without a value last. */
    private static void assertSorted(String records, Release release, Random random) {
        List<String> fields = release.types().keySet().stream()
                .filter(each -> release.records().stream().allMatch(record -> fitsCursor(record.get(each))))
                .toList();
        if (fields.isEmpty()) {
            return;
        }
        String field = fields.get(random.nextInt(fields.size()));
        boolean descending = random.nextBoolean();
        Comparator<Object> order = descending
                ? Comparator.comparing(value -> value, Values::compare).reversed()
                : Values::compare;
        List<Map<String, Object>> sorted = new ArrayList<>(release.records());
        sorted.sort(Comparator.comparing(record -> record.get(field), Comparator.nullsLast(order)));
        String question = "sort=" + (descending ? "-" : "") + field;
        KnownRecords.assertSame(
                question, KnownRecords.read(records + "?" + question + "&limit=" + someOf(release)), sorted);
    }

    /** A cursor holds what its records are sorted by, and is no longer than an address may be. */
    private static boolean fitsCursor(Object value) {
        return value == null || Values.text(value).length() < LONGEST_SORTED;
    }

    /** How to see it again: the seed, and what it made, which is also left as files. */
    private static String explained(long seed, Release release, Throwable cause) {
        try {
            Files.createDirectories(FAILED);
            Files.writeString(FAILED.resolve(release.file() + ".manifest.json"), release.manifest());
            Files.write(FAILED.resolve(release.file()), release.content());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        String text = release.text();
        return "Table of the seed " + seed + ", in " + FAILED.resolve(release.file()) + "\n"
                + text.substring(0, Math.min(text.length(), LONGEST_SHOWN)) + "\n" + release.manifest() + "\n"
                + cause;
    }
}
