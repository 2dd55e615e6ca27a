package uk.code4health.opendata.dataset;

import java.util.regex.Pattern;

/**
 * How a publisher writes numbers, as Table Schema v2 declares it.
 *
 * @param decimalChar what stands before the decimals
 * @param groupChar what stands between thousands, empty for nothing
 * @param bareNumber false where signs such as {@code %} or {@code £} may stand around the number
 */
public record NumberLayout(String decimalChar, String groupChar, boolean bareNumber) {

    private static final Pattern LEADING_GROUP = Pattern.compile("[-+]?\\d{1,3}");
    private static final Pattern GROUP = Pattern.compile("\\d{3}");

    public static final NumberLayout PLAIN = new NumberLayout(".", "", true);

    /** The same number as Java reads it. */
    String canonical(String text) {
        if (this.equals(PLAIN)) {
            return text;
        }
        String number = bareNumber ? text : withoutSigns(text);
        if (!groupChar.isEmpty() && number.contains(groupChar)) {
            number = ungrouped(number);
        }
        return decimalChar.equals(".") ? number : number.replace(decimalChar, ".");
    }

    /** Between thousands only: 1,5 with a comma for thousands is a mistake, and most likely one and a half. */
    private String ungrouped(String number) {
        int decimals = decimalChar.equals(groupChar) ? -1 : number.indexOf(decimalChar); // whole numbers have none
        String whole = decimals < 0 ? number : number.substring(0, decimals);
        String[] groups = whole.split(Pattern.quote(groupChar), -1);
        for (int at = 0; at < groups.length; at++) {
            boolean isGroup = at == 0
                    ? LEADING_GROUP.matcher(groups[at]).matches()
                    : GROUP.matcher(groups[at]).matches();
            if (!isGroup && groups.length > 1) {
                throw new UnreadableCell("has \"" + groupChar + "\" where no thousands begin");
            }
        }
        return String.join("", groups) + (decimals < 0 ? "" : number.substring(decimals));
    }

    /** Only signs of a unit are dropped: any other, such as the one of "less than", changes what the number means. */
    private static String withoutSigns(String text) {
        boolean isSigned = text.startsWith("-") || text.startsWith("+");
        return isSigned ? text.charAt(0) + withoutUnits(text.substring(1)) : withoutUnits(text);
    }

    private static String withoutUnits(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSignOfUnit(text.charAt(from))) {
            from++;
        }
        while (to > from && isSignOfUnit(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSignOfUnit(char letter) {
        return letter == '%'
                || Character.isWhitespace(letter)
                || Character.getType(letter) == Character.CURRENCY_SYMBOL;
    }
}
