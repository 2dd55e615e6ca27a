package uk.code4health.opendata.governance;

import java.util.List;

/**
 * E-mail addresses: a name, {@code @}, and a domain with a dot and an end of letters (RFC 5322, without its quoted
 * forms). Read outward from the {@code @}, so that a long text costs no more than its length.
 */
final class EmailAddress {

    /** {@code a@b.uk}. */
    static final int SHORTEST = 6;

    private EmailAddress() {}

    static void find(String text, List<Candidate> found) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int from = at;
            while (from > 0 && isOfName(text.charAt(from - 1))) {
                from--;
            }
            int to = at + 1;
            while (to < text.length() && isOfDomain(text.charAt(to))) {
                to++;
            }
            while (!Character.isLetterOrDigit(text.charAt(to - 1)) && to > at + 1) {
                to--;
            }
            if (from < at && isDomain(text.substring(at + 1, to))) {
                found.add(new Candidate(DisclosureKind.EMAIL_ADDRESS, from, to, 0, true));
            }
        }
    }

    private static boolean isDomain(String text) {
        int dot = text.lastIndexOf('.');
        return dot > 0 && text.length() - dot > 2 && text.chars().skip(dot + 1L).allMatch(Character::isLetter);
    }

    private static boolean isOfName(char character) {
        return Character.isLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~.".indexOf(character) >= 0;
    }

    private static boolean isOfDomain(char character) {
        return Character.isLetterOrDigit(character) || character == '-' || character == '.';
    }
}
