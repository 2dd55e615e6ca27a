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
public class CodeSamples {

    private static final String FOLDER = "code-samples/";
    private static final String PLACE = "https://example.org/question";

    /** What RFC 3986 has for addresses, without what quotes, ends or begins something in a shell or a program. */
    private static final String SAFE = "[A-Za-z0-9:/?&=%._~*,\\[\\]-]+";

    private final List<Sample> pages = read("page/");
    private final List<Sample> documents = read("document/");

    /**
     * A program.
     *
     * @param language its name for programs: {@code python}
     * @param label for people, with what it needs
     */
    public record Sample(String language, String label, String source) {

        private Sample asking(String address) {
            return new Sample(language, label, source.replace(PLACE, address));
        }
    }

    /** Programs that ask for a page, and print how much of the whole it is and its first element. */
    public List<Sample> ofPage(String address) {
        return asking(pages, address);
    }

    /** Programs that ask for anything else in JSON, and print it. */
    public List<Sample> ofDocument(String address) {
        return asking(documents, address);
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
        return new Explanation.Call(
                service + question.asked(),
                ofPage(service + page.asked()).stream()
                        .map(sample -> new Explanation.Code(sample.language(), sample.label(), sample.source()))
                        .toList());
    }

    private static List<Sample> asking(List<Sample> samples, String address) {
        if (!address.matches(SAFE)) {
            throw new IllegalStateException("Not an address to put into programs: " + address);
        }
        return samples.stream().map(sample -> sample.asking(address)).toList();
    }

    private static List<Sample> read(String kind) {
        return List.of(
                read("curl", "curl", kind + "example.sh"),
                read("javascript", "JavaScript, in a browser or Node.js 18 or later", kind + "example.js"),
                read("python", "Python 3, nothing to install", kind + "example.py"),
                read("r", "R, with the packages jsonlite and curl", kind + "example.R"),
                read("java", "Java 17 or later: java Example.java", kind + "Example.java"));
    }

    private static Sample read(String language, String label, String file) {
        try (InputStream text = CodeSamples.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            return new Sample(language, label, IOUtils.toString(Objects.requireNonNull(text), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
