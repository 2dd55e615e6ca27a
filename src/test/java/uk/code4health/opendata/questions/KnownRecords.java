package uk.code4health.opendata.questions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import uk.code4health.opendata.roundtrip.Answers;
import uk.code4health.opendata.roundtrip.Typed;

/**
 * All records of a dataset, and what its schema says of their fields.
 *
 * @param address of the dataset
 * @param types of its fields, in order, status companions among them
 * @param lackNothing the fields that are never without a value that they should have
 * @param key the fields of its primary key
 */
public record KnownRecords(
        String address,
        Map<String, String> types,
        List<String> lackNothing,
        List<String> key,
        List<Map<String, Object>> records) {

    /** What a dataset holds, read page by page. */
    public static KnownRecords of(String dataset) {
        return of(dataset, read("/v1/datasets/" + dataset + "/records?limit=10000"));
    }

    /** A dataset whose records are known from elsewhere. */
    public static KnownRecords of(String dataset, List<Map<String, Object>> records) {
        String address = "/v1/datasets/" + dataset;
        JsonNode schema = ask(address + "/schema");
        Map<String, String> types = new LinkedHashMap<>();
        List<String> lackNothing = new ArrayList<>();
        for (JsonNode field : schema.path("fields")) {
            String name = field.path("name").asText();
            types.put(name, field.path("type").asText());
            if (field.at("/constraints/required").asBoolean() || name.endsWith("_status")) {
                lackNothing.add(name);
            }
        }
        List<String> key = new ArrayList<>();
        schema.path("primaryKey").forEach(part -> key.add(part.asText()));
        return new KnownRecords(address, types, lackNothing, key, records);
    }

    List<String> fields() {
        return List.copyOf(types.keySet());
    }

    boolean isText(String field) {
        return types.get(field).equals("string");
    }

    /** All records come in every format, alike. */
    public void assertFormats() {
        String csv = new String(bytes(address + "/records?format=csv"), StandardCharsets.UTF_8);
        assertThat(Answers.cells(csv)).as(csv).isEqualTo(Answers.csv(types, records));
        String lines = new String(bytes(address + "/records?format=ndjson"), StandardCharsets.UTF_8);
        assertSame("ndjson", Answers.lines(lines), records);
        List<Map<String, Object>> typed = Typed.records(types, records);
        assertSame("parquet", Typed.parquet(types, bytes(address + "/records?format=parquet")), typed);
        assertSame("xlsx", Typed.workbook(types, bytes(address + "/records?format=xlsx")), typed);
    }

    /** The first record that differs is shown, and not all of them. */
    public static void assertSame(
            String question, List<Map<String, Object>> found, List<Map<String, Object>> expected) {
        IntStream.range(0, Math.min(found.size(), expected.size())).forEach(at -> {
            assertThat(found.get(at)).as("%s: record %d", question, at + 1).isEqualTo(expected.get(at));
            assertThat(List.copyOf(found.get(at).keySet()))
                    .isEqualTo(List.copyOf(expected.get(at).keySet()));
        });
        assertThat(found).as(question).hasSameSizeAs(expected);
    }

    /** A successful answer. */
    public static JsonNode ask(String address) {
        return Answers.json(bytes(address));
    }

    private static byte[] bytes(String address) {
        Response response = given().urlEncodingEnabled(false).get(address);
        assertThat(response.statusCode())
                .as(address + ": " + response.asString())
                .isEqualTo(200);
        return response.asByteArray();
    }

    /** The data of a question and of all pages behind it. */
    public static List<Map<String, Object>> read(String address) {
        List<Map<String, Object>> all = new ArrayList<>();
        String next = address;
        while (next != null) {
            JsonNode page = ask(next);
            all.addAll(Answers.records(page));
            next = page.at("/page/next").textValue();
        }
        return all;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
