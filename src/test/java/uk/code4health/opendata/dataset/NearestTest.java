package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody probably meant. */
class NearestTest {

    private static final List<String> NAMES = List.of("postcode", "practice_code", "open_date", "sex", "FEMALE");

    @ParameterizedTest
    @CsvSource({
        "postcod, postcode",
        "Postcode, postcode",
        "' post code ', postcode",
        "practise_code, practice_code",
        "opendate, open_date",
        "sec, sex",
        "female, FEMALE"
    })
    void aTypingErrorFindsTheName(String typed, String meant) {
        assertThat(Nearest.to(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"zzzzzzzz", "age", "x", "telephone_number"})
    void whatIsMoreThanHalfDifferentFindsNothing(String typed) {
        assertThat(Nearest.to(typed, NAMES)).isEmpty();
    }

    @Test
    void ofTwoThatAreAsNearTheFirstByNameIsTaken() {
        assertThat(Nearest.to("bat", List.of("rat", "cat"))).contains("cat");
    }

    @Test
    void nothingIsNearWhereThereIsNothing() {
        assertThat(Nearest.to("postcode", List.of())).isEmpty();
    }

    @Test
    @Timeout(2)
    void anEndlessWordIsComparedByItsBeginning() {
        assertThat(Nearest.to("x".repeat(10_000_000), NAMES)).isEmpty();
    }
}
