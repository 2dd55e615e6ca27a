package uk.code4health.opendata.roundtrip;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a publisher writes numbers. */
record NumberStyle(String group, String decimal, boolean bare) {

    Map<String, Object> declared(String type) {
        Map<String, Object> declared = new LinkedHashMap<>(Map.of("type", type));
        if (!group.isEmpty()) {
            declared.put("groupChar", group);
        }
        if (!decimal.equals(".")) {
            declared.put("decimalChar", decimal);
        }
        if (!bare) {
            declared.put("bareNumber", false);
        }
        return declared;
    }

    /**
     * Writes a number.
     *
     * @param way one of eight
     * @param exponents whether it may be written with one
     */
    Written write(BigDecimal value, int way, boolean exponents) {
        String plain = value.toPlainString();
        if (way == 0 && exponents && group.isEmpty() && decimal.equals(".")) {
            return Written.number(value.unscaledValue() + "E" + -value.scale(), plain);
        }
        String digits = plain.replace("-", "");
        int point = digits.contains(".") ? digits.indexOf('.') : digits.length();
        String whole = way == 1 ? digits.substring(0, point) : grouped(digits.substring(0, point));
        String number = (plain.startsWith("-") ? "-" : way == 2 ? "+" : "")
                + whole
                + digits.substring(point).replace(".", decimal);
        return Written.number(bare ? number : signed(number, way), plain);
    }

    private String grouped(String digits) {
        return digits.replaceAll("\\B(?=(\\d{3})+$)", group);
    }

    private static String signed(String number, int way) {
        return switch (way % 4) {
            case 0 -> "£" + number;
            case 1 -> number + "%";
            case 2 -> number + " %";
            default -> number;
        };
    }
}
