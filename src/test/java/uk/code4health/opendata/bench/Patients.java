package uk.code4health.opendata.bench;

import java.util.List;
import java.util.Locale;

/**
 * The dataset that is asked: registered patients of practices by sex and age.
 *
 * @param practices with all their records
 * @param rows of all practices
 */
public record Patients(int practices, long rows) {

    public static final String ID = "gp-registered-patients";

    static final String ADDRESS = "/v1/datasets/" + ID + "/";
    static final String TABLE = "records.gp_registered_patients";
    static final List<String> FIELDS = List.of(
            "publication",
            "extract_date",
            "type",
            "ccg_code",
            "ons_ccg_code",
            "practice_code",
            "postcode",
            "sex",
            "age",
            "number_of_patients");

    /** The beginning of a query for records, without its conditions. */
    static String select() {
        return "select " + String.join(", ", FIELDS) + " from " + TABLE + " ";
    }

    /** The code of a practice, by its number from 0. */
    static String code(int practice) {
        return String.format(Locale.ROOT, "A%05d", practice);
    }

    /** The same in SQL. */
    static String code(String practice) {
        return "'A' || lpad((" + practice + ")::text, 5, '0')";
    }
}
