package uk.code4health.opendata.dataset;

/**
 * How a publisher writes numbers, as Table Schema v2 declares it.
 *
 * @param decimalChar what stands before the decimals
 * @param groupChar what stands between thousands, empty for nothing
 * @param bareNumber false where signs such as {@code %} or {@code £} may stand around the number
 */
public record NumberLayout(String decimalChar, String groupChar, boolean bareNumber) {

    public static final NumberLayout PLAIN = new NumberLayout(".", "", true);

    /** The same number as Java reads it. */
    String canonical(String text) {
        if (this.equals(PLAIN)) {
            return text;
        }
        String number = bareNumber ? text : withoutSigns(text);
        if (!groupChar.isEmpty()) {
            number = number.replace(groupChar, "");
        }
        return decimalChar.equals(".") ? number : number.replace(decimalChar, ".");
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
