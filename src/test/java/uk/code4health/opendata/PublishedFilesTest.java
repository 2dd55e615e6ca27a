package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files as published come through whole: counts, sums, codes and statuses. */
@QuarkusTest
class PublishedFilesTest extends ServiceTest {

    @Test
    void everyPracticeOfAnEditionIsThereAndLeadingZerosSurvive() {
        registerLike("gp-practices", "real-practices");
        JsonPath job = load("real-practices", PublishedFiles.file("ods/epraccur_2022-08.csv"));
        assertPublished(job, 14_963);
        assertThat(job.getInt("rows_rejected")).isZero();
        assertThat(get("/v1/datasets/real-practices/records?limit=1").getInt("page.total"))
                .isEqualTo(14_963);
        List<Map<String, Object>> north = allRecords("/v1/datasets/real-practices/records?commissioner_code=00L");
        assertThat(north).isNotEmpty().allSatisfy(practice -> assertThat(practice)
                .containsEntry("commissioner_code", "00L"));
    }

    @Test
    void theZipAsPublishedGivesWhatItsFileGives() {
        registerLike("gp-practices", "real-practices-zip");
        assertPublished(load("real-practices-zip", PublishedFiles.file("ods/epraccur_2019-11.zip")), 14_357);
    }

    @Test
    void trustsOfThreeEditions() {
        registerLike("nhs-trusts", "real-trusts");
        assertPublished(load("real-trusts", PublishedFiles.file("ods/etr_2022-03.csv")), 218);
        assertPublished(load("real-trusts", PublishedFiles.file("ods/etr_2025-07.csv")), 210);
        assertPublished(load("real-trusts", PublishedFiles.file("ods/etr_2026-01.csv")), 273);
        JsonPath closed = get("/v1/datasets/real-trusts/records?close_date__is_null=false&limit=1");
        assertThat(closed.getInt("page.total")).isEqualTo(68);
    }

    @Test
    void sixMonthsOfAccidentAndEmergencyHoldEveryProviderOnceAMonth() {
        registerLike("ae-attendances", "real-ae");
        for (String month : List.of(
                "June-2024", "July-2024-revised", "August-2024", "December-2024", "January-2025", "March-2025")) {
            JsonPath job = load("real-ae", PublishedFiles.file("ae/2024-25/Monthly-AE-" + month + ".csv"));
            assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("published");
            assertThat(job.getInt("rows_skipped")).isEqualTo(1);
        }
        List<Map<String, Object>> records = allRecords("/v1/datasets/real-ae/records?limit=500");
        assertThat(records).hasSize(197 + 5 * 198);
        assertThat(records.stream().map(record -> record.get("period") + " " + record.get("org_code")))
                .doesNotHaveDuplicates();
        assertThat(records)
                .noneMatch(record -> record.get("org_code").toString().equalsIgnoreCase("total"));
        assertThat(records.stream().map(record -> record.get("period")).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "2024-06-01", "2024-07-01", "2024-08-01", "2024-12-01", "2025-01-01", "2025-03-01");
        assertThat(sum(allRecords("/v1/datasets/real-ae/records?period=2024-06-01"), "attendances_type_1"))
                .isEqualTo(1_374_917);
    }

    @Test
    void registeredPatientsSumToTheNation() {
        registerLike("gp-registered-patients", "real-patients");
        assertPublished(
                load("real-patients", PublishedFiles.file("gp_registered/gp-reg-pat-prac-all_2021-01.csv")), 6_658);
        List<Map<String, Object>> records = allRecords("/v1/datasets/real-patients/records?limit=1000");
        assertThat(sum(records, "number_of_patients")).isEqualTo(60_606_345);
        assertThat(records.stream().map(record -> record.get("practice_code")).distinct())
                .hasSize(6_658);
        assertThat(records.get(0)).containsEntry("extract_date", "2021-01-01").containsEntry("ccg_code", "00L");
    }

    @Test
    void aSuppressedCellIsNullWithItsReasonAndNoFilterOnValuesFindsIt() {
        registerLike("mental-health-waits", "real-waits");
        assertPublished(load("real-waits", PublishedFiles.file("mhsds/MHSDS Data_4WW_SepPerf_2024.csv")), 18_942);
        String records = "/v1/datasets/real-waits/records";
        List<Map<String, Object>> suppressed = allRecords(records + "?measure_value_status=suppressed&limit=5000");
        assertThat(suppressed).hasSize(11_660).allMatch(record -> record.get("measure_value") == null);
        assertThat(get(records + "?measure_value__is_null=false&limit=1").getInt("page.total"))
                .isEqualTo(18_942 - 11_660);
        for (String filter : List.of(
                "measure_value__gte=0", "measure_value__ne=5", "measure_value__lt=1e9", "measure_value__in=0,5")) {
            assertThat(allRecords(records + "?limit=5000&" + filter))
                    .as(filter)
                    .isNotEmpty()
                    .allMatch(record -> record.get("measure_value_status") == null);
        }
        assertThat(get(records + "?primary_level=8E782&limit=1").getString("data[0].primary_level"))
                .isEqualTo("8E782");
    }

    private static long sum(List<Map<String, Object>> records, String field) {
        return records.stream()
                .mapToLong(record -> ((Number) record.get(field)).longValue())
                .sum();
    }
}
