package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.code4health.opendata.bench.Figures;
import uk.code4health.opendata.bench.Settings;
import uk.code4health.opendata.bench.Tools;
import uk.code4health.opendata.bench.Web;
import uk.code4health.opendata.bench.Wrk;

/**
 * What it costs that a dataset has had many releases, of which every tenth was revised, beside another with the same records
 * in one: {@code mvn -Pbench verify -Dit.test=ReleasesBench}.
 */
class ReleasesBench {

    private static final Path RESULT = Path.of("target", "bench", "releases.md");
    private static final String MANY = "patients-in-many";
    private static final String ONE = "patients-in-one";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("ddMMMyyyy", Locale.UK);
    private static final int EVERY = 10;
    private static final int LOWEST_LIMIT = 80;
    private static final int LIMITS = 40;

    @Test
    void manyReleasesCostLittleMoreThanOne() throws IOException, SQLException {
        Tools.require();
        Settings settings = Settings.read();
        int practices = (int) (settings.rows() / settings.releases());
        Path folder = ServiceProcess.emptyFolder("releases");
        String datasets = "-Dopendata.datasets=" + register(folder.resolve("datasets"));
        try (DebianPostgres database = DebianPostgres.start(ServeBench.TUNED);
                ServiceProcess service = ServiceProcess.start(
                        folder, database.environment(), ServeBench.jvmArguments(settings, datasets));
                Connection sql = database.connect()) {
            publishMany(service, folder, settings.releases(), practices);
            Path all = write(folder.resolve("all.csv"), 0, settings.releases(), practices, true);
            ServeBench.publish(service, ONE, all, (long) practices * settings.releases());
            ServeBench.vacuum(sql);
            requireSameRecords(service, practices / 2);
            ServeBench.write(RESULT, measured(settings, service, practices));
        }
    }

    private static String measured(Settings settings, ServiceProcess service, int practices) {
        List<Figures> many = new ArrayList<>();
        List<Figures> one = new ArrayList<>();
        for (int round = 0; round <= settings.rounds(); round++) {
            Figures ofMany = ask(service, MANY, practices, round, settings);
            Figures ofOne = ask(service, ONE, practices, round, settings);
            System.out.printf("round %d: %s in many releases, %s in one%n", round, ofMany, ofOne);
            if (round > 0) {
                many.add(ofMany);
                one.add(ofOne);
            }
        }
        double ofMany = Figures.median(many).perSecond();
        double ofOne = Figures.median(one).perSecond();
        return String.format(
                Locale.ROOT,
                "%s%n%nA filtered page of %d releases, %d of them revised: %,.0f a second; of one release with the same"
                        + " records: %,.0f. It costs **%.2f** times as much (aim: at most 1.5).%n",
                settings.explained(),
                settings.releases(),
                settings.releases() / EVERY,
                ofMany,
                ofOne,
                ofOne / ofMany);
    }

    /** Each practice with each of some limits, so that no address is asked twice. */
    private static Figures ask(ServiceProcess service, String dataset, int practices, int round, Settings settings) {
        List<String> addresses = new ArrayList<>(IntStream.range(0, practices)
                .boxed()
                .flatMap(practice -> IntStream.range(LOWEST_LIMIT, LOWEST_LIMIT + LIMITS)
                        .mapToObj(limit -> records(dataset, practice) + "&limit=" + limit))
                .toList());
        Collections.shuffle(addresses, new Random(1));
        int part = addresses.size() / (settings.rounds() + 1);
        return Wrk.askOnce(service.address(), addresses.subList(round * part, (round + 1) * part), settings.seconds());
    }

    private static String records(String dataset, int practice) {
        return "/v1/datasets/" + dataset + "/records?practice_code=" + code(practice);
    }

    private static void requireSameRecords(ServiceProcess service, int practice) {
        Set<JsonNode> ofMany = new HashSet<>();
        Set<JsonNode> ofOne = new HashSet<>();
        Web.json(service.address() + records(MANY, practice) + "&limit=10000")
                .get("data")
                .forEach(ofMany::add);
        Web.json(service.address() + records(ONE, practice) + "&limit=10000")
                .get("data")
                .forEach(ofOne::add);
        assertThat(ofMany).isNotEmpty().isEqualTo(ofOne);
    }

    /** A month's file for each release; and after every tenth, that month's again with other figures. */
    private static void publishMany(ServiceProcess service, Path folder, int releases, int practices)
            throws IOException {
        Path file = folder.resolve("month.csv");
        for (int month = 0; month < releases; month++) {
            ServeBench.publish(service, MANY, write(file, month, month + 1, practices, false), practices);
        }
        for (int month = EVERY - 1; month < releases; month += EVERY) {
            ServeBench.publish(service, MANY, write(file, month, month + 1, practices, true), practices);
        }
    }

    /** Some months of all practices, a record each. */
    private static Path write(Path file, int first, int end, int practices, boolean revised) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\r\n");
            for (int month = first; month < end; month++) {
                String day =
                        DAY.format(LocalDate.of(2008, 1, 1).plusMonths(month)).toUpperCase(Locale.UK);
                int patients = revised && month % EVERY == EVERY - 1 ? 7_001 : 7_000;
                for (int practice = 0; practice < practices; practice++) {
                    out.write("GP_PRAC_PAT_LIST," + day + ",GP,00L,E38000130," + code(practice) + ",NE65 7UW,ALL,ALL,"
                            + patients + "\r\n");
                }
            }
        }
        return file;
    }

    private static String code(int practice) {
        return String.format(Locale.ROOT, "A%05d", practice);
    }

    /** Two datasets like the registered patients'. */
    private static Path register(Path datasets) throws IOException {
        String manifest = Files.readString(Path.of("datasets", "gp-registered-patients", "datapackage.json"));
        for (String name : List.of(MANY, ONE)) {
            Path folder = Files.createDirectories(datasets.resolve(name));
            Files.writeString(
                    folder.resolve("datapackage.json"),
                    manifest.replaceFirst("\"name\": \"gp-registered-patients\"", "\"name\": \"" + name + "\""));
        }
        return datasets;
    }
}
