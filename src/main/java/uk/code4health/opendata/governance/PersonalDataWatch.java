package uk.code4health.opendata.governance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches the cells of one release for personal data. Not thread-safe; what it keeps is bounded, whatever the
 * release.
 *
 * <ul>
 *   <li>An NHS or National Insurance number is a finding in any column. Where other numbers of its form are usual, as
 *       in a column of ten-digit codes, of which one in eleven passes the check, more must be found than chance
 *       explains.
 *   <li>An e-mail address or telephone number is a finding, except in a column declared as an organisation's contact.
 *   <li>Dates of birth are a finding beside postcodes: dates to the day under a header that speaks of birth, in a
 *       release with a unit postcode in another column; or, whatever the headers, a column mostly of dates to the day
 *       from seven decades and many days of the month, beside a column mostly of unit postcodes, unless either is
 *       declared as an organisation's. Columns are judged as wholes, so rows need not be seen together.
 * </ul>
 */
public final class PersonalDataWatch {

    private final List<ColumnWatch> columns;

    public PersonalDataWatch(List<WatchedColumn> columns) {
        this.columns = columns.stream().map(ColumnWatch::new).toList();
    }

    /** A cell, without outer white space. */
    public void see(int column, String text, long line) {
        see(column, text, line, 1);
    }

    /**
     * Cells of one column that hold the same text.
     *
     * @param line the line of the first
     * @param times how many they are
     */
    public void see(int column, String text, long line, long times) {
        columns.get(column).see(text, line, times);
    }

    /**
     * What was found, column by column. A column can have two findings of NHS or National Insurance numbers: one for
     * cells of one word, and one for numbers that are written in groups or stand in longer texts.
     */
    public List<Disclosure> findings() {
        return columns.stream()
                .flatMap(column -> Stream.concat(column.findings(), births(column).stream()))
                .toList();
    }

    private Optional<Disclosure> births(ColumnWatch column) {
        return column.births(columns.stream().filter(other -> other != column));
    }
}
