package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.io.IOUtils;

/**
 * Programs that ask a question, in several languages. Each is a file of its own with one address in it to be replaced, as which
 * nothing can stand that any of the languages would take for more than text: see {@link #call}.
 */
@Singleton
class CodeSamples {

    private static final String FOLDER = "code-samples/";
    private static final String PLACE = "https://example.org/question";

    /** What RFC 3986 has for addresses, without what quotes, ends or begins something in a shell or a program. */
    private static final String SAFE = "[A-Za-z0-9:/?&=%._~*\\[\\]-]+";

    private final List<Sample> samples = List.of(
            Sample.of("curl", "curl", "example.sh"),
            Sample.of("javascript", "JavaScript, in a browser or Node.js 18 or later", "example.js"),
            Sample.of("python", "Python 3, nothing to install", "example.py"),
            Sample.of("r", "R, with the packages jsonlite and curl", "example.R"),
            Sample.of("java", "Java 17 or later: java Example.java", "Example.java"));

    private record Sample(String language, String label, String text) {

        static Sample of(String language, String label, String file) {
            try (InputStream text = CodeSamples.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
                return new Sample(
                        language, label, IOUtils.toString(Objects.requireNonNull(text), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /**
     * The call of a question.
     *
     * @param service where the service is, without a slash at its end
     */
    Explanation.Call call(String service, QuestionAddress question) {
        QuestionAddress page = new QuestionAddress(
                question.path(),
                question.parameters().without("format").with("limit", Integer.toString(QuestionReader.DEFAULT_LIMIT)));
        String address = service + page.asked();
        if (!address.matches(SAFE)) {
            throw new IllegalStateException("Not an address to put into programs: " + address);
        }
        return new Explanation.Call(
                service + question.asked(),
                samples.stream()
                        .map(sample -> new Explanation.Code(
                                sample.language(), sample.label(), sample.text().replace(PLACE, address)))
                        .toList());
    }
}
