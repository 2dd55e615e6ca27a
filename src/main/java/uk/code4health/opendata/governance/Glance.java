package uk.code4health.opendata.governance;

/**
 * What one look at each character tells of a text. Nearly every cell ends here: its characters cannot be those of any
 * personal data, and it is not searched.
 */
final class Glance {

    private int digits;
    private boolean hasLetter;
    private boolean hasAt;
    private boolean mayBeginTelephoneNumber;
    private boolean mayBeginNhsNumber;

    Glance(String text) {
        int run = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character >= '0' && character <= '9') {
                digits++;
                mayBeginTelephoneNumber |= run == 0 && character == '0';
                run++;
            } else {
                end(run, character);
                run = 0;
            }
        }
        end(run, '.');
    }

    private void end(int run, char next) {
        mayBeginNhsNumber |= run == NhsNumber.DIGITS
                || (run == 3 && (next == ' ' || next == '-' || next == '\u00a0'))
                || (run == 1 && next == ',');
        hasLetter |= (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
        hasAt |= next == '@';
        mayBeginTelephoneNumber |= next == '+';
    }

    boolean mayHoldEmailAddress() {
        return hasAt;
    }

    boolean mayHoldNationalInsuranceNumber() {
        return hasLetter && digits >= NationalInsuranceNumber.DIGITS;
    }

    boolean mayHoldTelephoneNumber() {
        return mayBeginTelephoneNumber && digits >= TelephoneNumber.DIGITS;
    }

    boolean mayHoldNhsNumber() {
        return mayBeginNhsNumber && digits >= NhsNumber.DIGITS;
    }
}
