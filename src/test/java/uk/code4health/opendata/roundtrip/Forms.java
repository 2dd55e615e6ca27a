package uk.code4health.opendata.roundtrip;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.time.api.DateTimes;
import net.jqwik.time.api.Dates;
import net.jqwik.time.api.Times;

/** Every type of Table Schema that there is here, in the forms that a manifest can declare. */
final class Forms {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private Forms() {}

    static Arbitrary<Form> any(Medium medium) {
        return Arbitraries.oneOf(
                Arbitraries.just(
                        new Form(Map.of("type", "string"), Texts.of(medium).map(text -> Written.of(text, text)))),
                Arbitraries.oneOf(integers(), numbers()),
                Arbitraries.oneOf(dates(), periods()),
                Arbitraries.of(truths(), dateTimes(), times(), years(), months()));
    }

    private static Arbitrary<Form> integers() {
        Arbitrary<BigDecimal> values = Arbitraries.oneOf(
                        Arbitraries.longs(), Arbitraries.longs().between(-2_000, 2_000))
                .map(BigDecimal::valueOf);
        return Arbitraries.of("", ",", " ", ".", "\u00a0", "'").flatMap(group -> Arbitraries.of(true, false)
                .map(bare -> form("integer", values, new NumberStyle(group, ".", bare))));
    }

    private static Arbitrary<Form> numbers() {
        Arbitrary<BigDecimal> values = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 12).flatMap(scale -> Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e30"), new BigDecimal("1e30"))
                        .ofScale(scale)),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-100), BigDecimal.valueOf(100))
                        .ofScale(2),
                Arbitraries.of(
                                "0",
                                "0.00",
                                "1e-30",
                                "-1e-12",
                                "100",
                                "2.50",
                                "16.1",
                                "0.1",
                                "76.00",
                                "99999999999999.9")
                        .map(BigDecimal::new));
        return Arbitraries.of(
                        new NumberStyle("", ".", true),
                        new NumberStyle(",", ".", true),
                        new NumberStyle("", ",", true),
                        new NumberStyle(".", ",", true),
                        new NumberStyle("\u00a0", ",", false),
                        new NumberStyle("", ".", false),
                        new NumberStyle(",", ".", false))
                .map(style -> form("number", values, style));
    }

    private static Form form(String type, Arbitrary<BigDecimal> values, NumberStyle style) {
        Arbitrary<Written> cells = Combinators.combine(
                        values, Arbitraries.integers().between(0, 7))
                .as((value, way) -> style.write(value, way, type.equals("number")));
        return new Form(style.declared(type), cells);
    }

    private static Form truths() {
        return new Form(
                Map.of("type", "boolean"),
                Arbitraries.oneOf(
                        Arbitraries.of("true", "True", "TRUE", "1").map(text -> Written.of(text, true)),
                        Arbitraries.of("false", "False", "FALSE", "0").map(text -> Written.of(text, false))));
    }

    private static Arbitrary<Form> dates() {
        Arbitrary<LocalDate> any = days(FIRST_DAY, LAST_DAY);
        return Arbitraries.of(
                dates("default", any, DateTimeFormatter.ISO_LOCAL_DATE::format),
                dates("%d/%m/%Y", any, DateTimeFormatter.ofPattern("dd/MM/uuuu")::format),
                dates("%Y%m%d", any, DateTimeFormatter.ofPattern("uuuuMMdd")::format),
                dates("date:dd/mm/yyyy", any, DateTimeFormatter.ofPattern("dd/MM/uuuu")::format),
                dates(
                        "%d-%b-%Y",
                        any, day -> "%02d-%s-%04d".formatted(day.getDayOfMonth(), shortMonth(day), day.getYear())),
                dates(
                        "%d %B %Y",
                        any, day -> "%02d %s %04d".formatted(day.getDayOfMonth(), day.getMonth(), day.getYear())),
                dates(
                        "%d.%m.%y",
                        days(LocalDate.of(2000, 1, 1), LocalDate.of(2099, 12, 31)),
                        DateTimeFormatter.ofPattern("dd.MM.uu")::format));
    }

    private static Form dates(String format, Arbitrary<LocalDate> days, Function<LocalDate, String> layout) {
        Map<String, Object> declared = new LinkedHashMap<>(Map.of("type", "date"));
        if (!format.equals("default")) {
            declared.put("format", format);
        }
        return new Form(declared, days.map(day -> Written.of(layout.apply(day), day.toString())));
    }

    /** Periods as NHS publishers write them, each meaning its first day. */
    private static Arbitrary<Form> periods() {
        List<Function<LocalDate, Written>> ways = List.of(
                day -> Written.of(day.toString(), day.toString()),
                day -> Written.of(day.toString().replace("-", ""), day.toString()),
                day -> Written.of(DateTimeFormatter.ofPattern("dd/MM/uuuu").format(day), day.toString()),
                day -> Written.of(
                        "%02d%s%04d".formatted(day.getDayOfMonth(), shortMonth(day), day.getYear()), day.toString()),
                day -> month("MSitAE-%2$s-%1$04d", day),
                day -> month("RTT-%3$s-%1$04d", day),
                day -> month("%3$s%1$04d", day),
                day -> month("%1$04d_%4$02d", day),
                day -> month("%1$04d-%4$02d", day),
                day -> Written.of(
                        "%04d/%02d".formatted(day.getYear(), (day.getYear() + 1) % 100),
                        day.withMonth(4).withDayOfMonth(1).toString()));
        Arbitrary<Written> cells = Combinators.combine(days(FIRST_DAY, LAST_DAY), Arbitraries.of(ways))
                .as((day, way) -> way.apply(day));
        return Arbitraries.just(new Form(Map.of("type", "date", "format", "nhs-period"), cells));
    }

    private static Written month(String layout, LocalDate day) {
        return Written.of(
                layout.formatted(day.getYear(), day.getMonth(), shortMonth(day), day.getMonthValue()),
                day.withDayOfMonth(1).toString());
    }

    private static String shortMonth(LocalDate day) {
        return day.getMonth().toString().charAt(0)
                + day.getMonth().toString().substring(1, 3).toLowerCase(java.util.Locale.ROOT);
    }

    private static Form dateTimes() {
        Arbitrary<LocalDateTime> any = DateTimes.dateTimes()
                .between(FIRST_DAY.atStartOfDay(), LAST_DAY.atTime(23, 59, 59, 999_999_000))
                .ofPrecision(ChronoUnit.MICROS);
        Arbitrary<LocalDateTime> usual = DateTimes.dateTimes()
                .between(LocalDateTime.of(1990, 1, 1, 0, 0), LocalDateTime.of(2030, 1, 1, 0, 0))
                .ofPrecision(ChronoUnit.MINUTES);
        Arbitrary<LocalDateTime> midnights = days(FIRST_DAY, LAST_DAY).map(LocalDate::atStartOfDay);
        return new Form(
                Map.of("type", "datetime"),
                Combinators.combine(Arbitraries.oneOf(any, usual, midnights), Arbitraries.of(true, false))
                        .as((time, full) -> Written.of(
                                full ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) : time.toString(),
                                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time))));
    }

    private static Form times() {
        Arbitrary<LocalTime> any = Arbitraries.oneOf(
                Times.times().ofPrecision(ChronoUnit.MICROS), Times.times().ofPrecision(ChronoUnit.MINUTES));
        return new Form(
                Map.of("type", "time"),
                Combinators.combine(any, Arbitraries.of(true, false))
                        .as((time, full) -> Written.of(
                                full ? DateTimeFormatter.ISO_LOCAL_TIME.format(time) : time.toString(),
                                DateTimeFormatter.ISO_LOCAL_TIME.format(time))));
    }

    private static Form years() {
        return new Form(
                Map.of("type", "year"),
                Arbitraries.integers().between(1, 9999).map(year -> Written.number("%04d".formatted(year), "" + year)));
    }

    private static Form months() {
        return new Form(
                Map.of("type", "yearmonth"),
                days(FIRST_DAY, LAST_DAY)
                        .map(day -> day.toString().substring(0, 7))
                        .map(month -> Written.of(month, month)));
    }

    private static Arbitrary<LocalDate> days(LocalDate first, LocalDate last) {
        return Arbitraries.oneOf(
                Dates.dates().between(first, last),
                Dates.dates().between(LocalDate.of(2000, 1, 1), LocalDate.of(2030, 12, 31)));
    }
}
