package uk.code4health.opendata.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "The first `limit` records, or `all` | The first [limit] records, or [all]",
                "`limit` | [limit]",
                "no mark | no mark",
                "one ` alone | one ` alone",
                "`a` and one ` alone | [a] and one ` alone",
                "nothing `` between | nothing  between",
                "`<b>` <i> | [<b>] <i>",
                "'' | ''",
            })
    void whatStandsBetweenBackticksIsCode(String text, String parts) {
        assertThat(marked(Prose.of(text))).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It never changes | It never changes.",
                "It ends. | It ends.",
                "Does it? | Does it?",
                "of `x` | of [x]."
            })
    void aSentenceHasItsFullStop(String text, String parts) {
        assertThat(marked(Prose.ofSentences(text))).isEqualTo(parts);
    }

    private static String marked(Prose prose) {
        return prose.parts().stream()
                .map(part -> part.code() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }
}
