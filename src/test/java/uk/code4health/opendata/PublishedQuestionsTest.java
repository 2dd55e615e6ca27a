package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.code4health.opendata.questions.KnownRecords;
import uk.code4health.opendata.questions.RandomGroups;
import uk.code4health.opendata.questions.RandomQuestions;

/**
 * Of files as they were published, every parameter of records, values and groups finds what is found here by looking at all
 * records one by one. The questions are the same at each build; {@code -Dpublished-questions.seed=…} makes others.
 */
@QuarkusTest
class PublishedQuestionsTest extends ServiceTest {

    private static final int ROUNDS = 3;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nhs-trusts, ods/etr_2026-01.csv",
        "gp-branches, ods/ebranchs_2017-08.csv",
        "pcns, ods/ePCN_2022.xlsx",
        "icb-codes, ons/icb_names_codes_dec_2024.csv",
        "ae-attendances, ae/2024-25/Monthly-AE-June-2024.csv",
        "ae-time-series, ae/Monthly-AE-Time-Series-January-2024.xls",
        "ae-provider-summary, ae/2025-26/December-2025-AE.csv",
        "health-indicators, fingertips/ld_qof_prev.csv",
        "gp-appointments, gp_appointments/Regional_CSV_Dorset.csv",
        "gp-payments, gp_payments/15-16.csv",
        "qof-validation, qof/QOF2021_v2/PRACTICE_VALIDATION_OUTCOMES_2021.csv",
        "sickness-absence, 'sickness/NHS Sickness Absence rates CSV, March 2025.csv'",
        "english-prescribing, epd/openprescribing_e2e_epd_201709.csv",
        "mental-health-waits, mhsds/MHSDS Data_4WW_SepPerf_2024.csv"
    })
    void everyParameterFindsWhatItShould(String bundled, String file) {
        String dataset = "asked-" + bundled;
        registerLike(bundled, dataset);
        assertThat(load(dataset, PublishedFiles.file(file)).getString("release.state"))
                .isEqualTo("published");
        KnownRecords known = KnownRecords.of(dataset);
        Random random = new Random(Integer.getInteger("published-questions.seed", 1));
        RandomQuestions questions = new RandomQuestions(known, random);
        known.assertFormats();
        questions.assertConditions();
        questions.assertPast();
        questions.assertKeys();
        for (int round = 0; round < ROUNDS; round++) {
            questions.assertWhere();
            questions.assertSearch();
            questions.assertPages();
            questions.assertValues();
            new RandomGroups(known, random).assertAnswered();
        }
    }

    @ParameterizedTest(name = "{0} beside {2}")
    @CsvSource({
        "gp-practices, ods/epraccur_2019-11.csv, gp-registered-patients, gp_registered/gp-reg-pat-prac-all_2021-01.csv",
        "nhs-trusts, ods/etr_2026-01.csv, ae-attendances, ae/2024-25/Monthly-AE-June-2024.csv"
    })
    void besideARecordStandsTheOneThatItNames(String named, String namedFile, String naming, String namingFile) {
        String other = "named-" + named;
        String dataset = "naming-" + naming;
        registerLike(named, other);
        registerLike(
                naming,
                dataset,
                manifest -> manifest.replace("\"resource\": \"" + named + "\"", "\"resource\": \"" + other + "\""));
        load(other, PublishedFiles.file(namedFile));
        load(dataset, PublishedFiles.file(namingFile));

        new RandomQuestions(KnownRecords.of(dataset), new Random(1)).assertExpanded(KnownRecords.of(other));
    }
}
