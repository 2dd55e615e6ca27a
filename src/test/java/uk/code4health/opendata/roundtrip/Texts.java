package uk.code4health.opendata.roundtrip;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts as they stand in the cells of publishers, and as nobody would write them but somebody does. */
final class Texts {

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private Texts() {}

    /** Texts with no outer white space, of what an encoding can write. */
    static Arbitrary<String> of(Medium medium) {
        return Arbitraries.frequencyOf(
                        Tuple.of(10, codes()),
                        Tuple.of(15, words()),
                        Tuple.of(15, pieces(medium)),
                        Tuple.of(
                                5,
                                Arbitraries.of("NULL", "null", "=1+1", "+44", "-", "@x", "'", "\"", "''", "#", "\\N")),
                        Tuple.of(
                                5,
                                Arbitraries.of("true", "1E5", "0x1F", "1/2", "NaN", "<b>", "a,b;c|d\te", "\\", "%41")),
                        Tuple.of(1, essays(medium)))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && medium.canWrite(text));
    }

    /** Codes look like numbers and are none. */
    private static Arbitrary<String> codes() {
        return Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(18),
                Arbitraries.strings().numeric().ofLength(18),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(5).map(digits -> "00" + digits),
                Arbitraries.of("0164A", "A81001", "E54000050", "8E782", "00L", "1.0", "007"));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.of(
                        "NHS", "Leeds & York", "St. John's", "l'école", "total", "Été", "Ealing, W5", "a  b", "25%")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(words -> String.join(" ", words));
    }

    private static Arbitrary<String> pieces(Medium medium) {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.chars().ascii().map(String::valueOf)),
                        Tuple.of(4, Arbitraries.of("\"", "'", ",", ";", "|", "\t", "\"\"", "''", "\\", " ")),
                        Tuple.of(3, Arbitraries.of("\n", "\r", "\r\n", "\n\n")),
                        Tuple.of(
                                2,
                                Arbitraries.of("é", "ß", "€", "£", "\u00a0", "Ω", "日本", "\u2028", "e\u0301", "\u200b")),
                        Tuple.of(2, Arbitraries.of("😀", "👩🏽‍⚕️", "𝒳", "𠮷")),
                        Tuple.of(1, codePoints()))
                .filter(piece -> piece.indexOf('\0') < 0 && medium.canWrite(piece))
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    /** Longer than what is read at a time, so that pairs of characters are parted. */
    private static Arbitrary<String> essays(Medium medium) {
        return Combinators.combine(pieces(medium), Arbitraries.of(300, 5_000, 30_000))
                .as((pieces, length) -> pieces.repeat(length / (pieces.length() + 1)));
    }

    private static Arbitrary<String> codePoints() {
        return Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(point -> point != BYTE_ORDER_MARK
                        && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE))
                .map(Character::toString);
    }
}
