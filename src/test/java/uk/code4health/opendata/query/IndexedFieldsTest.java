package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexedFieldsTest {

    private static final IndexedFields SOME = new IndexedFields(
            Map.of("by_period", List.of("period"), "by_org_code", List.of("org_code"), "rows", List.of()));

    @Test
    void fieldsThatHaveAnIndexAreNamed() {
        assertThat(SOME.advice())
                .isEqualTo(
                        "Filter on a field that has an index (org_code, period), or take the whole dataset as a file.");
    }

    @Test
    void whereNoFieldHasAnIndexLessIsToBeAskedFor() {
        assertThat(new IndexedFields(Map.of("rows", List.of())).advice())
                .isEqualTo("Ask for less, or take the whole dataset as a file.");
    }

    @Test
    void anIndexOfAnotherTableIsOnNoFieldOfThisOne() {
        assertThat(SOME.of(Set.of("by_org_code", "others_by_code"))).containsExactly("org_code");
    }
}
