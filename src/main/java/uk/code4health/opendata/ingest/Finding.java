package uk.code4health.opendata.ingest;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.governance.PersonalData;

/** Something a load found that a data officer should know. */
@Entity
@Table(name = "finding")
class Finding {

    /** What a finding is about. */
    enum Kind {
        /** A row that is not among the records. */
        REJECT,
        /** A column that is not as registered. */
        LAYOUT,
        /** Rows with the same primary key. */
        KEY,
        /** A total of the publisher's that is not the sum of the records. */
        TOTAL,
        /** A reference to a record that is not in the other dataset. */
        REFERENCE,
        /** What could tell of a person. */
        DISCLOSURE,
        /** A great change against the release before. */
        DRIFT
    }

    /** Longer cells are shown by their beginning. */
    private static final int LONGEST_VALUE = 100;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "number")
    private long number;

    /** The load that found it; known when the load has ended. */
    @Nullable UUID job;

    @Enumerated(EnumType.STRING)
    Kind kind;

    /** The line of the file on which the row begins, from 1. */
    @Nullable Long line;

    /** The field's name. */
    @Nullable String field;

    /** What stood in the cell. */
    @Nullable String value;

    String reason;

    @SuppressWarnings("NullAway.Init")
    protected Finding() {}

    Finding(Kind kind, @Nullable Long line, @Nullable String field, @Nullable String value, String reason) {
        this.kind = kind;
        this.line = line;
        this.field = field == null ? null : PersonalData.masked(KeptText.of(field));
        this.value = shortened(value);
        this.reason = KeptText.of(reason);
    }

    long number() {
        return number;
    }

    /** Where it is, what is wrong, and what stands there. */
    String inWords() {
        return line + (field == null ? "" : ", field " + field) + ": " + reason
                + (value == null || value.isEmpty() ? "" : " It is \"" + value + "\".");
    }

    private static @Nullable String shortened(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String printable = PersonalData.masked(KeptText.of(value));
        return printable.length() <= LONGEST_VALUE ? printable : printable.substring(0, LONGEST_VALUE) + "…";
    }
}
