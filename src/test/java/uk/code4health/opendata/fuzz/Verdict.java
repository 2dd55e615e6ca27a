package uk.code4health.opendata.fuzz;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipInputStream;

/** What may come back, whatever was asked: an answer that is whole, a problem that is explained, or "later". */
final class Verdict {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Nobody outside is told how it is made. */
    private static final List<String> INNARDS =
            List.of("PSQLException", "syntax error at", "Exception:", "at uk.code4health", "at java.base", "org.jooq");

    private final Duration limit;

    /** @param limit how long an answer may take */
    Verdict(Duration limit) {
        this.limit = limit;
    }

    /** What is wrong with an answer, if anything is. */
    Optional<String> on(Asked asked, Answer answer) {
        try {
            if (answer.millis() > limit.toMillis()) {
                return Optional.of("it took " + answer.millis() + " ms");
            }
            int status = answer.status();
            if (status / 100 == 2 || status == 304) {
                return answer.body().length == 0 ? empty(asked, answer) : content(answer);
            }
            if (status == 503 && answer.header("Retry-After").isEmpty()) {
                return Optional.of("503 without Retry-After");
            }
            return status / 100 == 4 || status == 503
                    ? problem(asked, answer)
                    : Optional.of("the status " + status + ": " + text(answer));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.of("its body cannot be read: " + unreadable);
        }
    }

    /** Nothing may come where nothing is wanted, and where no record is a line. */
    private static Optional<String> empty(Asked asked, Answer answer) {
        boolean mayBe = asked.isHead()
                || answer.status() == 304
                || asked.method().equals("OPTIONS")
                || (answer.header("Content-Type").orElse("").startsWith("application/x-ndjson") && !isCutShort(answer));
        return mayBe ? Optional.empty() : Optional.of(answer.status() + " without a body");
    }

    private static Optional<String> problem(Asked asked, Answer answer) throws IOException {
        String type = answer.header("Content-Type").orElse("none");
        if (!type.startsWith("application/problem+json")) {
            return Optional.of(answer.status() + " of the type " + type + ": " + text(answer));
        }
        if (asked.isHead()) {
            return Optional.empty();
        }
        String text = text(answer);
        JsonNode problem = JSON.readTree(text);
        if (problem.path("status").asInt() != answer.status()
                || problem.path("detail").asText().isBlank()
                || !problem.path("type").asText().startsWith("/problems/")) {
            return Optional.of("a problem that does not explain: " + text);
        }
        return INNARDS.stream().anyMatch(text::contains)
                ? Optional.of("a problem that tells how it is made: " + text)
                : Optional.empty();
    }

    private static Optional<String> content(Answer answer) throws IOException {
        String type = answer.header("Content-Type").orElse("none").replaceFirst(";.*", "");
        byte[] body = decoded(answer);
        return switch (type) {
            case "application/json" ->
                JSON.readTree(utf8(body)).isObject() ? Optional.empty() : Optional.of("JSON that is no object");
            case "application/x-ndjson" -> lines(answer, utf8(body));
            case "text/csv" -> csv(answer, utf8(body));
            case "application/vnd.apache.parquet" -> parquet(body);
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" -> workbook(body);
            default -> answer.header("Allow").isPresent() ? Optional.empty() : Optional.of("the type " + type);
        };
    }

    private static Optional<String> lines(Answer answer, String text) throws IOException {
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            JSON.readTree(line);
        }
        Optional<String> counted = answer.trailer("X-Record-Count");
        if (isCutShort(answer) || !(text.isEmpty() || text.endsWith("\n"))) {
            return Optional.of("it ends without its trailer or within a line");
        }
        return counted.filter(count -> Integer.parseInt(count) != lines.size())
                .map(count -> count + " records that are " + lines.size());
    }

    private static Optional<String> csv(Answer answer, String text) {
        return isCutShort(answer) || !text.endsWith("\r\n")
                ? Optional.of("it ends without its trailer or within a line")
                : Optional.empty();
    }

    private static boolean isCutShort(Answer answer) {
        return answer.header("Trailer").isPresent()
                && answer.trailer("X-Record-Count").isEmpty();
    }

    private static Optional<String> parquet(byte[] body) {
        String letters = new String(body, StandardCharsets.ISO_8859_1);
        return letters.startsWith("PAR1") && letters.endsWith("PAR1")
                ? Optional.empty()
                : Optional.of("it is no whole Parquet file");
    }

    private static Optional<String> workbook(byte[] body) throws IOException {
        int parts = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            while (zip.getNextEntry() != null) {
                zip.readAllBytes();
                parts++;
            }
        }
        return parts > 5 ? Optional.empty() : Optional.of("it is no whole workbook");
    }

    private static String text(Answer answer) throws IOException {
        return utf8(decoded(answer));
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static byte[] decoded(Answer answer) throws IOException {
        InputStream body = new ByteArrayInputStream(answer.body());
        return switch (answer.header("Content-Encoding").orElse("identity")) {
            case "identity" -> answer.body();
            case "gzip", "x-gzip" -> new GZIPInputStream(body).readAllBytes();
            case "zstd" -> new ZstdInputStream(body).readAllBytes();
            case "deflate" -> new InflaterInputStream(body).readAllBytes();
            default -> throw new IOException("an unknown coding: " + answer.headers());
        };
    }
}
