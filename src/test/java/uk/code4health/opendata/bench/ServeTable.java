package uk.code4health.opendata.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as Markdown. */
final class ServeTable {

    private final List<Case.Measured> measured = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> lines = new ArrayList<>(List.of(
            "| question | service: a second | p50 ms | p99 ms | bound | a second | p50 ms | p99 ms | ratio | aim |",
            "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |"));

    void add(Case.Measured figures) {
        measured.add(figures);
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | **%.2f** | %.1f |",
                figures.measured().name(),
                cells(figures.service()),
                figures.measured().bound(),
                cells(figures.beside()),
                figures.ratio(),
                figures.measured().aim()));
    }

    /** A case of which there are no figures: an error among the answers, or other rows than PostgreSQL's. */
    void addFailed(String name, AssertionError failure) {
        failures.add(name + ": " + failure.getMessage());
        lines.add("| " + name + " | failed |" + " |".repeat(8));
    }

    void addNotThere(String name) {
        lines.add("| " + name + " | not there |" + " |".repeat(8));
    }

    /** The table, and what a deep page costs beside a first one if both were measured. */
    String markdown(String explained) {
        StringBuilder text = new StringBuilder(explained + "\n\n" + String.join("\n", lines) + "\n");
        measured.stream()
                .filter(one -> one.measured().name().equals(Cases.FIRST_PAGE))
                .forEach(first -> measured.stream()
                        .filter(one -> one.measured().name().equals(Cases.DEEP_PAGE))
                        .forEach(deep -> text.append(String.format(
                                Locale.ROOT,
                                "%nA deep page costs **%.2f** times a first page (aim: at most 1.2).%n",
                                first.service().perSecond() / deep.service().perSecond()))));
        return text.toString();
    }

    /** What went wrong in which case. */
    List<String> failures() {
        return failures;
    }

    private static String cells(Figures figures) {
        return number(figures.perSecond(), "%,.0f") + " | " + number(figures.p50(), "%.1f") + " | "
                + number(figures.p99(), "%.1f");
    }

    private static String number(double figure, String format) {
        return Double.isNaN(figure) ? "" : String.format(Locale.ROOT, format, figure);
    }
}
