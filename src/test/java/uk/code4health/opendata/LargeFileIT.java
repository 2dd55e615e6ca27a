package uk.code4health.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** The memory needed does not depend on the size of a file. */
class LargeFileIT {

    private static final long RECORDS = 7_400_000;
    private static final String THIRTEEN_AGES = "&age__in=0,1,2,3,4,5,6,7,8,9,10,11,12";
    private static final long HALF_A_GIGABYTE = 500_000_000;

    @Test
    void halfAGigabyteLoadsAndIsExportedInAQuarterGigabyteOfHeap() throws IOException, SQLException {
        Path folder = ServiceProcess.emptyFolder("large");
        Path file = RegisteredPatients.write(folder.resolve("large.csv"), "01JAN2024", RECORDS, 3);
        assertThat(Files.size(file)).isGreaterThan(HALF_A_GIGABYTE);
        try (ServiceProcess service = ServiceProcess.start(folder, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            JsonPath job = service.awaitEnd(service.upload("gp-registered-patients", file));
            assertThat(job.getString("release.state")).as(job.prettify()).isEqualTo("published");
            assertThat(job.getLong("rows_loaded")).isEqualTo(RECORDS);
            assertThat(service.get("/v1/datasets/gp-registered-patients/records?limit=1&offset=" + (RECORDS - 1))
                            .getList("data"))
                    .hasSize(1);
            assertThat(service.countLines("gp-registered-patients", "csv")).isEqualTo(RECORDS + 1);
            assertThat(service.countLines("gp-registered-patients", "ndjson")).isEqualTo(RECORDS);
            String records = "/v1/datasets/gp-registered-patients/records?format=";
            Path parquet = service.download(records + "parquet", folder.resolve("all.parquet"));
            assertThat(countOf(parquet)).isEqualTo(RECORDS);
            Path workbook = service.download(records + "xlsx" + THIRTEEN_AGES, folder.resolve("a-million.xlsx"));
            assertThat(rowsOf(workbook))
                    .isGreaterThan(1_000_000)
                    .isEqualTo(1
                            + service.get(records + "json&limit=1&total=exact" + THIRTEEN_AGES)
                                    .getLong("page.total"));
        } finally {
            Files.delete(file);
        }
    }

    private static long countOf(Path parquet) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet found = duckdb.createStatement()
                        .executeQuery("select count(*) from '" + parquet + "' where number_of_patients = 3")) {
            found.next();
            return found.getLong(1);
        }
    }

    /** The header's among them. */
    private static long rowsOf(Path workbook) throws IOException {
        try (ReadableWorkbook read = new ReadableWorkbook(workbook.toFile());
                Stream<Row> rows = read.getFirstSheet().openStream()) {
            return rows.count();
        }
    }
}
