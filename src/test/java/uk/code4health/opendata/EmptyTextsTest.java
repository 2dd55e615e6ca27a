package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a blank cell is not a missing value, it is a text like others, and can be asked for. */
@QuarkusTest
class EmptyTextsTest extends ServiceTest {

    private static final String RECORDS = "/v1/datasets/remarks/records?";

    private static final String MANIFEST = """
            {"name": "remarks", "title": "Remarks", "description": "Remarks.",
             "licenses": [{"name": "OGL-UK-3.0", "path": "https://example.org/licence"}],
             "contributors": [{"title": "Nobody", "roles": ["publisher"]}],
             "sources": [{"title": "None", "path": "https://example.org/none"}],
             "resources": [{"name": "remarks", "path": "remarks.csv", "schema": {
               "fields": [
                 {"name": "site", "title": "Site", "type": "string", "description": "Where."},
                 {"name": "remark", "title": "Remark", "type": "string", "description": "What.", "missingValues": ["-"]}]}}],
             "publication": {"mode": "snapshot"}}
            """;

    @BeforeEach
    void threeRecords() {
        registrar.register(MANIFEST, "remarks");
        assertThat(load("remarks", "remarks.csv", "Site,Remark\nA,fine\nB,\nC,-\n")
                        .getString("state"))
                .isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource({
        "remark__eq=, B",
        "remark__eq=&remark__eq=fine, A B",
        "remark__ne=, A",
        "remark__is_null=true, C",
        "where=remark%20%3D%20%27%27, B"
    })
    void anEmptyTextIsAskedFor(String question, String sites) {
        assertThat(String.join(" ", get(RECORDS + question).<String>getList("data.site")))
                .isEqualTo(sites);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "remark= | The value is missing. For the empty text ask remark__eq=. For records without a value ask remark__is_null=true.",
                "remark__in=fine, | The value is missing. For the empty text ask remark__eq=. For records without a value ask remark__is_null=true.",
                "site= | The value is missing. For records without a value ask site__is_null=true.",
                "site__eq= | The value is missing. For records without a value ask site__is_null=true."
            })
    void whatAFormSendsOfAnInputThatNobodyFilledInIsRefused(String question, String detail) {
        assertThat(assertProblem(given().get(RECORDS + question), 400, "parameter-invalid")
                        .getString("errors[0].detail"))
                .isEqualTo(detail);
    }

    @Test
    void anEmptyTextIsExplained() {
        assertThat(get("/v1/datasets/remarks/explain?remark__eq=").getString("question"))
                .contains("where remark is ''");
    }
}
