package uk.code4health.opendata.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.code4health.opendata.dataset.ExampleFields;
import uk.code4health.opendata.dataset.FieldType;

/** Keys that may be there twice. */
class KeyWatchTest {

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 1.0, 1.00, true",
        "NUMBER, 1.0, 1.01, false",
        "NUMBER, 100, 100.0, true",
        "STRING, 1.0, 1.00, false",
        "STRING, A, ' A ', true",
        "INTEGER, 7, 007, true",
        "DATE, 2024-04-01, 2024-04-02, false"
    })
    void keysOfTheSameValueMayRepeatHoweverTheyAreWritten(
            FieldType type, String one, String other, boolean isRepetition) {
        ColumnReader column = new ColumnReader(ExampleFields.of("key", type), 100);
        KeyWatch keys = new KeyWatch(new int[] {0});
        keys.see(new TypedCell[] {column.read(one)});
        keys.see(new TypedCell[] {column.read(other)});
        assertThat(keys.mayRepeat()).isEqualTo(isRepetition);
    }
}
