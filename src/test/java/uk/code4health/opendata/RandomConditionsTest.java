package uk.code4health.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.conditions.RandomCondition;
import uk.code4health.opendata.conditions.RandomConditions;
import uk.code4health.opendata.roundtrip.Answers;

/**
 * Random conditions find the records that they find when each record is looked at here, without SQL. A failure shows its
 * condition. The conditions are the same at each build; {@code -Drandom-conditions=5000} makes many new ones.
 */
@QuarkusTest
class RandomConditionsTest extends ServiceTest {

    private static final int CONDITIONS = 100;
    private static final int TRIES = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"mental-health-waits", "gp-practices", "health-indicators"})
    void theSameRecordsAreFound(String dataset) {
        String address = "/v1/datasets/" + dataset;
        List<Map<String, Object>> records = records(address + "/records", "");
        List<String> kept = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<RandomCondition> conditions =
                    new RandomConditions(records, types(address)).conditions().generator(TRIES, true);
            Random random = Integer.getInteger("random-conditions") == null ? new Random(1) : new Random();
            for (int at = 0; at < Integer.getInteger("random-conditions", CONDITIONS); at++) {
                RandomCondition condition = conditions.next(random).value();
                List<Map<String, Object>> expected =
                        records.stream().filter(condition::keeps).toList();
                assertThat(records(address + "/records", condition.text()))
                        .as(condition.text())
                        .isEqualTo(expected);
                if (!expected.isEmpty() && expected.size() < records.size()) {
                    kept.add(condition.text());
                }
            }
        });
        assertThat(kept).as("conditions that keep some").hasSizeGreaterThan(CONDITIONS / 4);
    }

    private static Map<String, String> types(String address) {
        Map<String, String> types = new LinkedHashMap<>();
        for (Map<String, String> field : get(address + "/schema").<Map<String, String>>getList("fields")) {
            types.put(field.get("name"), field.get("type"));
        }
        return types;
    }

    private static List<Map<String, Object>> records(String address, String where) {
        var request = given().queryParam("limit", 1_000);
        if (!where.isEmpty()) {
            request.queryParam("where", where);
        }
        var answer = request.get(address);
        assertThat(answer.statusCode()).as(where + answer.asString()).isEqualTo(200);
        JsonNode page = Answers.json(answer.asByteArray());
        return Answers.records(page);
    }
}
