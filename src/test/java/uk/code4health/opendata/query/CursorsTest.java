package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.code4health.opendata.platform.FixedSecrets;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/** Cursors that go out and come back. */
class CursorsTest {

    private static final Cursors CURSORS = new Cursors(new ObjectMapper(), new FixedSecrets(1));
    private static final Cursor CURSOR = new Cursor("e12", "0123456789ab", 42, Arrays.asList("2024-04-01", null));

    @Test
    void aCursorComesBackWithItsNulls() {
        assertThat(CURSORS.read(CURSORS.write(CURSOR))).isEqualTo(CURSOR);
    }

    @Property
    void anyCursorComesBackAndNeedsNoEncodingInAnAddress(
            @ForAll String edition, @ForAll long rowId, @ForAll @Size(max = 5) List<String> values) {
        Cursor cursor = new Cursor(edition, "q", rowId, values);
        String written = CURSORS.write(cursor);

        assertThat(written).matches("[A-Za-z0-9_-]+");
        assertThat(CURSORS.read(written)).isIn(cursor, cursor.withoutSortValues());
    }

    @Test
    void aCursorIsShortWhateverItsRecordIsSortedBy() {
        Cursor cursor = new Cursor("e12", "0123456789ab", 42, List.of("é".repeat(10_000)));
        String written = CURSORS.write(cursor);

        assertThat(written).hasSizeLessThan(1_024);
        assertThat(CURSORS.read(written)).isEqualTo(cursor.withoutSortValues());
    }

    @Property
    void aCursorWithOneOtherLetterIsRefused(@ForAll @IntRange(min = 0, max = 80) int place) {
        String written = CURSORS.write(CURSOR);
        char other = written.charAt(place) == 'A' ? 'B' : 'A';

        assertInvalid(CURSORS, written.substring(0, place) + other + written.substring(place + 1));
    }

    @Test
    void aCursorOfAnotherServiceIsRefused() {
        assertInvalid(new Cursors(new ObjectMapper(), new FixedSecrets(2)), CURSORS.write(CURSOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "abc", "not a cursor", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ü"})
    void whatIsNoCursorIsRefused(String text) {
        assertInvalid(CURSORS, text);
    }

    @Test
    void anEndlessTextIsRefused() {
        assertInvalid(CURSORS, "A".repeat(1_000_000));
    }

    private static void assertInvalid(Cursors cursors, String text) {
        assertThatThrownBy(() -> cursors.read(text)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.CURSOR_INVALID);
            assertThat(refused.faults().get(0).parameter()).isEqualTo("cursor");
        });
    }
}
