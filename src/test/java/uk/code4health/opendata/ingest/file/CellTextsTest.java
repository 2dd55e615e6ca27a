package uk.code4health.opendata.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Texts made of characters. */
class CellTextsTest {

    @Property
    void everyTextIsAsItWasWritten(@ForAll @Size(max = 200) List<String> cells) {
        CellTexts texts = new CellTexts();
        for (String cell : cells) {
            char[] chars = ("<" + cell + ">").toCharArray();
            assertThat(texts.of(chars, 1, cell.length())).isEqualTo(cell);
        }
    }

    @Test
    void textsOfOneHashCodeAreNotTakenForEachOther() {
        CellTexts texts = new CellTexts();
        assertThat(texts.of("Aa".toCharArray(), 0, 2)).isEqualTo("Aa");
        assertThat(texts.of("BB".toCharArray(), 0, 2)).isEqualTo("BB");
        assertThat(texts.of("Aa".toCharArray(), 0, 2)).isEqualTo("Aa");
    }

    @Test
    void aTextThatCameJustBeforeIsNotMadeAgain() {
        CellTexts texts = new CellTexts();
        assertThat(texts.of("16670".toCharArray(), 0, 5)).isSameAs(texts.of("16670,".toCharArray(), 0, 5));
    }
}
