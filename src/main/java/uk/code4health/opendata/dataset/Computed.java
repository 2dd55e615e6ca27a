package uk.code4health.opendata.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the value of a field stands that has no column: once for the whole file, sheet or section. */
public sealed interface Computed {

    /** What is looked for in the text. */
    Extract extract();

    /**
     * A cell of the sheet, above its table.
     *
     * @param row from 1
     * @param column from 0
     */
    record FromCell(int row, int column, Extract extract) implements Computed {}

    /** The name of the file: of the member of a ZIP, or of the upload. */
    record FromFileName(Extract extract) implements Computed {}

    /** The latest row above that has only one cell with something in it, such as {@code PART A: ALL ROUTES}. */
    record FromSection(Extract extract) implements Computed {}

    /**
     * A part of a text.
     *
     * @param pattern found anywhere in it
     * @param as what to make of it, with {@code $1} for the pattern's first group
     */
    record Extract(Pattern pattern, String as) {

        /** The whole text. */
        public static final Extract ALL = new Extract(Pattern.compile("(?s)^.*$"), "$0");

        public Optional<String> from(String text) {
            Matcher found = pattern.matcher(text);
            if (!found.find()) {
                return Optional.empty();
            }
            StringBuilder made = new StringBuilder();
            found.appendReplacement(made, as);
            return Optional.of(made.substring(found.start()));
        }
    }
}
