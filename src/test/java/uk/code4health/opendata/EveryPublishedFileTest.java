package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Every published file there is to test on comes in under the manifest of its family, with as many rows as it has; the table
 * of it stands in the documentation. {@code DOCS_REWRITE=true} writes the table anew.
 */
@QuarkusTest
class EveryPublishedFileTest extends ServiceTest {

    private static final Path TABLE = Path.of("src", "docs", "published-files.md");

    /**
     * A file to load.
     *
     * @param rows of the file: records, and rows that are none, such as totals
     */
    private record Published(String path, String dataset, long rows) {}

    private static final List<Published> FILES = List.of(
            new Published("ae/2024-25/Monthly-AE-June-2024.csv", "ae-attendances", 198),
            new Published("ae/2024-25/Monthly-AE-July-2024-revised.csv", "ae-attendances", 199),
            new Published("ae/2024-25/Monthly-AE-August-2024.csv", "ae-attendances", 199),
            new Published("ae/2024-25/Monthly-AE-December-2024.csv", "ae-attendances", 199),
            new Published("ae/2024-25/Monthly-AE-January-2025.csv", "ae-attendances", 199),
            new Published("ae/2024-25/Monthly-AE-March-2025.csv", "ae-attendances", 199),
            new Published("ae/2025-26/December-2025-AE.csv", "ae-provider-summary", 197),
            new Published("ae/Monthly-AE-Time-Series-January-2024.xls", "ae-time-series", 162),
            new Published("bnf/20200205_1580915847332_BNF_Code_Information.zip", "bnf-codes", 79_482),
            new Published(
                    "cancer/APRIL-2025-CWT-CRS-PROVIDER-WORKBOOK-PROVISIONAL.xlsx", "cancer-waiting-times", 17_174),
            new Published("epd/openprescribing_e2e_epd_201709.csv", "english-prescribing", 10_027),
            new Published("fingertips/indicator-data_93553.csv", "health-indicators", 6_547),
            new Published("fingertips/ld_qof_prev.csv", "health-indicators", 464),
            new Published(
                    "gp_appointments/APPOINTMENTS_GP_COVERAGE feb 2023 - 2025.csv", "gp-appointments-coverage", 3_180),
            new Published("gp_appointments/Regional_CSV_Dorset.csv", "gp-appointments", 5_638),
            new Published("gp_appointments/Regional_CSV_Northamptonshire.csv", "gp-appointments", 5_860),
            new Published("gp_earnings/2019.csv", "gp-earnings", 19_166),
            new Published("gp_earnings/2020.csv", "gp-earnings", 18_065),
            new Published("gp_payments/15-16.csv", "gp-payments", 7_841),
            new Published("gp_payments/20-21.csv", "gp-payments", 6_808),
            new Published("gp_registered/gp-reg-pat-prac-all_2021-01.csv", "gp-registered-patients", 6_658),
            new Published("mhsds/MHSDS Data_4WW_SepPerf_2024.csv", "mental-health-waits", 18_942),
            new Published("ods/eauth_2017-08.csv", "nhs-regions", 31),
            new Published("ods/ebranchs_2017-08.csv", "gp-branches", 2_702),
            new Published("ods/eccg_2026-01.csv", "sub-icb-locations", 320),
            new Published("ods/ePCN_2022.xlsx", "pcns", 1_318),
            new Published("ods/ePCN_2022.xlsx", "pcn-practices", 7_359),
            new Published("ods/epcn_2022.zip", "pcns", 1_318),
            new Published("ods/epcn_2022.zip", "pcn-practices", 7_359),
            new Published("ods/epraccur_2019-11.csv", "gp-practices", 14_357),
            new Published("ods/epraccur_2019-11.zip", "gp-practices", 14_357),
            new Published("ods/epraccur_2022-08.csv", "gp-practices", 14_963),
            new Published("ods/etr_2022-03.csv", "nhs-trusts", 218),
            new Published("ods/etr_2025-07.csv", "nhs-trusts", 210),
            new Published("ods/etr_2026-01.csv", "nhs-trusts", 273),
            new Published("ons/icb_names_codes_dec_2024.csv", "icb-codes", 42),
            new Published("qof/QOF2021_v2/MAPPING_INDICATORS_2021_v2.csv", "qof-indicators", 68),
            new Published("qof/QOF2021_v2/MAPPING_NHS_GEOGRAPHIES_2021.csv", "qof-geographies", 6_571),
            new Published("qof/QOF2021_v2/ORGANISATION_REFERENCE_2021.csv", "qof-organisations", 6_571),
            new Published("qof/QOF2021_v2/PRACTICE_VALIDATION_OUTCOMES_2021.csv", "qof-validation", 209),
            new Published("rtt/slice_first5000_20260430-RTT-April-2026-full-extract.csv", "rtt-waiting-times", 5_000),
            new Published("sickness/NHS Sickness Absence rates CSV, April 2024.csv", "sickness-absence", 285),
            new Published("sickness/NHS Sickness Absence rates CSV, March 2025.csv", "sickness-absence", 280));

    @Test
    void comesInWithAllItsRows() throws IOException {
        FILES.stream().map(Published::dataset).distinct().forEach(dataset -> registerLike(dataset, "every-" + dataset));
        List<String> table = new ArrayList<>(List.of(
                "| file | dataset | records | other rows | a measure | its sum | suppressed |",
                "| --- | --- | ---: | ---: | --- | ---: | ---: |"));
        List<String> failed = new ArrayList<>();
        for (Published file : FILES) {
            JsonPath job = load("every-" + file.dataset(), PublishedFiles.file(file.path()));
            long loaded = job.getLong("rows_loaded");
            long skipped = job.getLong("rows_skipped");
            boolean isWhole = "done".equals(job.getString("state")) && loaded + skipped == file.rows();
            if (!isWhole) {
                failed.add(file + ": " + job.prettify().lines().limit(60).toList());
            }
            table.add("| " + file.path() + " | " + file.dataset() + " | " + loaded + " | " + skipped + " | "
                    + measured("every-" + file.dataset(), job) + " |");
        }
        String printed = String.join("\n", table);
        System.out.println(printed);
        assertThat(failed).isEmpty();
        assertThat(table)
                .anyMatch(line -> line.contains("June-2024") && line.contains("attendances_type_1 | 1374917 |"))
                .anyMatch(line -> line.contains("| 6658 | 0 | number_of_patients | 60606345 |"))
                .anyMatch(line -> line.contains("| mental-health-waits | 18942 | 0 |") && line.endsWith(" 11660 |"));
        assertThat(documented(printed)).isEqualTo(printed);
    }

    /** The first field of the release that has a sum, the sum, and how many cells the publisher suppressed. */
    private static String measured(String dataset, JsonPath job) {
        JsonPath report = get("/v1/datasets/" + dataset + "/quality?release=" + job.getString("release.id"))
                .using(new JsonPathConfig(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
        List<Map<String, Object>> fields = report.getList("fields");
        Map<String, Object> measure = fields.stream()
                .filter(field -> field.get("sum") != null)
                .findFirst()
                .orElse(Map.of("field", "", "sum", ""));
        int suppressed = fields.stream()
                .map(field -> ((Map<?, ?>) field.get("statuses")).get("suppressed"))
                .filter(Objects::nonNull)
                .mapToInt(count -> (Integer) count)
                .sum();
        return measure.get("field") + " | " + measure.get("sum") + " | " + suppressed;
    }

    /** The table of the documentation, written anew if that is asked for. */
    private static String documented(String table) throws IOException {
        if ("true".equals(System.getenv("DOCS_REWRITE"))) {
            String text = Files.readString(TABLE);
            Files.writeString(TABLE, text.substring(0, text.indexOf("| file |")) + table + "\n");
        }
        String text = Files.readString(TABLE);
        return text.substring(text.indexOf("| file |")).strip();
    }
}
