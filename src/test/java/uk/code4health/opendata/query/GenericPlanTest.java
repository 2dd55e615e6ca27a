package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.code4health.opendata.RegisteredPatients;
import uk.code4health.opendata.ServiceTest;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.dataset.DatasetId;

/**
 * PostgreSQL plans a statement that comes often once for whatever is bound to it: these plans find a page by an index, too, and
 * do not sort the whole for it.
 */
@QuarkusTest
class GenericPlanTest extends ServiceTest {

    private static final int RECORDS = 30_000;

    @Inject
    Catalogue catalogue;

    @Inject
    QuestionReader questions;

    @Inject
    RecordsStatements statements;

    @Inject
    @DataSource("reads")
    AgroalDataSource reads;

    @TempDir
    Path folder;

    @Test
    void aPageDeepInAnotherOrderIsFoundByAnIndex() throws SQLException {
        registerLike("gp-registered-patients", "planned");
        Path file = RegisteredPatients.write(folder.resolve("patients.csv"), "01APR2024", RECORDS, 5);
        assertPublished(load("planned", file), RECORDS);
        LiveDataset live = catalogue.live(new DatasetId("planned")).orElseThrow();
        Question first = questions.read(live, ExampleQuestions.parameters("sort=practice_code"), Format.JSON);
        long row = first.edition().rows().get(0).first() + RECORDS / 2;
        Question deep = first.behind(new Cursor(
                first.edition().id(), first.fingerprint(), row, List.of("A" + "%05d".formatted(RECORDS / 384))));

        assertThat(genericPlan(statements.of(deep, OptionalLong.empty())))
                .contains("planned_by_practice_code")
                .doesNotContain("Sort");
        assertThat(genericPlan(statements.of(first, OptionalLong.empty())))
                .contains("planned_by_practice_code")
                .doesNotContain("Sort");
    }

    private String genericPlan(Statement statement) throws SQLException {
        String numbered = statement.sql();
        for (int place = 1; place <= statement.values().size(); place++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + place);
        }
        String values = statement.values().isEmpty()
                ? ""
                : statement.values().stream()
                        .map(value -> "'" + value + "'")
                        .collect(Collectors.joining(", ", "(", ")"));
        try (Connection connection = reads.getConnection();
                java.sql.Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("set local plan_cache_mode = force_generic_plan");
            sql.execute("prepare planned as " + numbered);
            try (ResultSet plan = sql.executeQuery("explain (format json) execute planned" + values)) {
                plan.next();
                return plan.getString(1);
            } finally {
                sql.execute("deallocate planned");
                connection.rollback();
            }
        }
    }
}
