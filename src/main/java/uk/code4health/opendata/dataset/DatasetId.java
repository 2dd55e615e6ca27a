package uk.code4health.opendata.dataset;

import java.util.Set;
import java.util.regex.Pattern;

/** The short, permanent name of a dataset, as it appears in URLs: {@code gp-practices}. */
public record DatasetId(String value) {

    /** Words of lower-case letters and digits joined by hyphens; short enough to be part of a table's name. */
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int LONGEST = 50;

    /** What stands in the address of a page where a dataset's name would: {@code /docs/clients}. */
    private static final Set<String> OF_PAGES = Set.of("clients");

    public DatasetId {
        if (value.length() < 2
                || value.length() > LONGEST
                || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A dataset id is 2 to 50 lower-case letters, digits and single hyphens, such as gp-practices.");
        }
        if (OF_PAGES.contains(value)) {
            throw new IllegalArgumentException(
                    "A dataset id other than " + value + ", which a page of the service is called.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
