package uk.code4health.opendata;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the registered-patients layout with invented figures, as large as a test needs. */
public final class RegisteredPatients {

    private static final int AGES = 96;

    private RegisteredPatients() {}

    /** Writes so many records of one month: practices by sex and age, each with the same number of patients. */
    public static Path write(Path file, String extractDate, long records, int patients) {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(
                    "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\r\n");
            for (long record = 0; record < records; record++) {
                long practice = record / (2 * AGES);
                out.write(
                        "GP_PRAC_PAT_LIST," + extractDate + ",GP,00L,E38000130," + (char) ('A' + practice / 99_999 % 26)
                                + String.format("%05d", practice % 99_999) + ",NE65 7UW,"
                                + (record % 2 == 0 ? "MALE" : "FEMALE") + ","
                                + record / 2 % AGES + "," + patients + "\r\n");
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
