package uk.code4health.opendata.governance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import uk.code4health.opendata.dataset.CodeFormat;
import uk.code4health.opendata.dataset.Field;

/**
 * A column that is watched, and what its manifest says of it.
 *
 * @param title the publisher's header
 * @param organisationContact whether it holds an organisation's own telephone number, e-mail address or postal address
 * @param longNumbers whether ten digits in a row are usual in it, as in a column of SNOMED CT identifiers
 */
public record WatchedColumn(String name, String title, boolean organisationContact, boolean longNumbers) {

    private static final Set<String> OF_BIRTH = Set.of("birth", "birthdate", "birthday", "dateofbirth", "born", "dob");

    public static WatchedColumn of(Field field, boolean organisationContact) {
        return new WatchedColumn(
                field.name(), field.title(), organisationContact, field.format().equals(CodeFormat.SNOMED_ID.label()));
    }

    /** Whether its name or header speaks of a birth. */
    boolean isOfBirth() {
        return Arrays.stream((name + " " + title)
                        .replaceAll("(\\p{Lower})(\\p{Upper})", "$1 $2")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z]+"))
                .anyMatch(OF_BIRTH::contains);
    }
}
