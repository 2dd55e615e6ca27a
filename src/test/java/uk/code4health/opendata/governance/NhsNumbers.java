package uk.code4health.opendata.governance;

import java.util.Random;

/** Numbers to test with, made by the rule as it is published and not by ours. */
final class NhsNumbers {

    private NhsNumbers() {}

    /** The ten digits that begin with these nine; empty if no number does, or if they would all be equal. */
    static String completed(long nine) {
        String digits = String.format("%09d", nine);
        int sum = 0;
        for (int at = 0; at < 9; at++) {
            sum += (digits.charAt(at) - '0') * (10 - at);
        }
        int check = 11 - sum % 11;
        if (check == 10 || (digits + check % 11).chars().distinct().count() == 1) {
            return "";
        }
        return digits + check % 11;
    }

    static String random(Random random) {
        String number = "";
        while (number.isEmpty()) {
            number = completed(400_000_000L + random.nextInt(100_000_000));
        }
        return number;
    }

    /** Ten digits that mean something else; one in eleven passes the check. */
    static String tenDigits(Random random) {
        return Long.toString(1_000_000_000L + (long) (random.nextDouble() * 9_000_000_000L));
    }
}
