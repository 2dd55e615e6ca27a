package uk.code4health.opendata.ingest.file;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * What the cell of a workbook says, as text: numbers plainly and in full, dates and times as ISO 8601 writes them, and codes
 * that are kept as numbers with the leading zeros that their format shows.
 */
final class CellText {

    /** Excel keeps binary numbers and shows fifteen digits of them. */
    private static final int DIGITS_OF_EXCEL = 15;

    /** Beyond that of any number that Excel keeps. */
    private static final int LARGEST_EXPONENT = 400;

    /** Days are counted to the end of 9999; a number beyond, or below 0, is none whatever its format. */
    private static final int DAY_AFTER_THE_LAST = 2_958_466;

    private CellText() {}

    /**
     * The text of a number.
     *
     * @param number as the file writes it
     * @param format the number format of its cell
     * @param since1904 whether days are counted as the first Macintoshes did
     */
    static String ofNumber(String number, int formatId, @Nullable String format, boolean since1904) {
        BigDecimal written = new BigDecimal(number);
        if (Math.abs((long) written.scale()) > LARGEST_EXPONENT) {
            return number; // which no field reads; written in full it would fill the memory
        }
        double serial = written.doubleValue();
        if (DateUtil.isADateFormat(formatId, format) && serial >= 0 && serial < DAY_AFTER_THE_LAST) {
            return date(serial, since1904);
        }
        String plain = exact(written).toPlainString();
        return format != null && isPadded(plain, format) ? "0".repeat(format.length() - plain.length()) + plain : plain;
    }

    /** A code such as 007 is kept as the number 7, and shown by the format 000. */
    private static boolean isPadded(String plain, String format) {
        return plain.length() < format.length()
                && format.chars().allMatch(letter -> letter == '0')
                && plain.chars().allMatch(Character::isDigit);
    }

    static String ofBoolean(boolean value) {
        return value ? "true" : "false";
    }

    /** 16.100000000000001 is how a binary 16.1 is written when it is written too exactly. */
    private static BigDecimal exact(BigDecimal written) {
        boolean whole = written.scale() <= 0;
        BigDecimal meant =
                written.precision() <= DIGITS_OF_EXCEL || whole ? written : BigDecimal.valueOf(written.doubleValue());
        return meant.stripTrailingZeros().scale() < 0 ? meant.setScale(0) : meant.stripTrailingZeros();
    }

    private static String date(double serial, boolean since1904) {
        LocalDateTime at = DateUtil.getLocalDateTime(serial, since1904, true);
        if (serial < 1) {
            return at.toLocalTime().toString();
        }
        return at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : at.toString();
    }
}
