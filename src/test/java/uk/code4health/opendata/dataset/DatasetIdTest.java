package uk.code4health.opendata.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of datasets. */
class DatasetIdTest {

    @ParameterizedTest
    @MethodSource("wellFormed")
    void wordsJoinedByHyphensAreAnId(String id) {
        assertThat(new DatasetId(id)).hasToString(id);
    }

    static Stream<String> wellFormed() {
        return Stream.of("gp-practices", "ae", "a1", "epd-2024-04", "a".repeat(50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "GP-Practices",
                "gp_practices",
                "gp--practices",
                "-gp",
                "gp-",
                "1st",
                "gp practices",
                "../gp"
            })
    void anythingElseIsToldWhatAnIdIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetId(text))
                .withMessage(
                        "A dataset id is 2 to 50 lower-case letters, digits and single hyphens, such as gp-practices.");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 1_000_000})
    void anIdHasAtMost50Characters(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DatasetId("a".repeat(length)));
    }

    @Test
    void aPageThatIsThereAlreadyIsNotHidden() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetId("clients"))
                .withMessage("A dataset id other than clients, which a page of the service is called.");
    }
}
