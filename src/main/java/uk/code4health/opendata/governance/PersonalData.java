package uk.code4health.opendata.governance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What in one text has the form of personal data: NHS and National Insurance numbers, e-mail addresses and telephone
 * numbers. By itself a form proves little; {@link PersonalDataWatch} judges it by the column it stands in.
 */
public final class PersonalData {

    private static final int MOST_SHOWN = 3;
    private static final int LONGEST_EXAMPLE = 40;

    private PersonalData() {}

    /** The kinds of personal data that a text holds, by their form. */
    public static Set<DisclosureKind> in(String text) {
        Set<DisclosureKind> kinds = EnumSet.noneOf(DisclosureKind.class);
        for (Candidate candidate : candidates(text)) {
            if (candidate.passes()) {
                kinds.add(candidate.kind());
            }
        }
        return kinds;
    }

    /** The same text, with whatever in it has the form of personal data masked: for messages and logs. */
    public static String masked(String text) {
        StringBuilder masked = new StringBuilder(text);
        for (Candidate candidate : candidates(text)) {
            if (candidate.passes()) {
                masked.replace(
                        candidate.from(), candidate.to(), mask(text.substring(candidate.from(), candidate.to())));
            }
        }
        return masked.toString();
    }

    /**
     * A value as it may be shown: its first characters, at most three and at most a quarter, and a star for each
     * other.
     */
    public static String mask(String value) {
        int shown = Math.min(MOST_SHOWN, value.length() / 4);
        return value.substring(0, shown) + "*".repeat(value.length() - shown);
    }

    /** A value as a finding shows it: masked, and not at its full length where that is beyond measure. */
    static String example(String value) {
        return mask(value.substring(0, Math.min(value.length(), LONGEST_EXAMPLE)));
    }

    static List<Candidate> candidates(String text) {
        if (text.length() < EmailAddress.SHORTEST) {
            return List.of();
        }
        Glance glance = new Glance(text);
        List<Candidate> found = new ArrayList<>();
        if (glance.mayHoldEmailAddress()) {
            EmailAddress.find(text, found);
        }
        if (glance.mayHoldNationalInsuranceNumber()) {
            NationalInsuranceNumber.find(text, found);
        }
        if (glance.mayHoldTelephoneNumber()) {
            TelephoneNumber.find(text, found);
        }
        if (glance.mayHoldNhsNumber()) {
            NhsNumber.find(text, found);
        }
        return found;
    }
}
