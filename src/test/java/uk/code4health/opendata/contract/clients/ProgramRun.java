package uk.code4health.opendata.contract.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.code4health.opendata.contract.clients.DatasetProbes.Probe;

/** What a run of all programs of a language printed: after {@code ran NAME} for each program, {@code probe NAME VALUE} for each probe. */
final class ProgramRun {

    private static final Pattern RAN = Pattern.compile("^ran (\\S+)$", Pattern.MULTILINE);
    private static final Pattern PROBE = Pattern.compile("^probe (\\S+) (\\S+)$", Pattern.MULTILINE);

    private ProgramRun() {}

    /** Every program ran to its end, every answer is the one that is known, and the errors say what would have worked. */
    static void check(ClientLanguage language, List<ClientFolder> clients, String printed) {
        Map<String, String> expected = new TreeMap<>();
        int programs = 0;
        for (ClientFolder client : clients) {
            programs += client.programs().size();
            client.probes().forEach((name, probe) -> expected.put(name, probe.expected()));
        }
        Map<String, String> answered = new TreeMap<>();
        Matcher probe = PROBE.matcher(printed);
        while (probe.find()) {
            answered.put(probe.group(1), probe.group(2));
        }
        assertThat(answered).as(language.label()).isEqualTo(expected);
        assertThat(RAN.matcher(printed).results().count()).as(printed).isEqualTo(programs);
        assertThat(printed.split("400 A parameter is not valid: sort: ", -1))
                .as("errors that say what was wrong")
                .hasSizeGreaterThan(clients.size());
        System.out.printf(
                "%s: %d datasets, %d programs ran, %d questions had the answers of HTTP%n",
                language.label(), clients.size(), programs, answered.size());
    }

    /** How a probe is asked and its answer printed. */
    static String line(ClientLanguage language, String name, ClientFolder client, Probe probe) {
        String call = client.call(probe);
        return switch (language) {
            case JAVA ->
                switch (probe.wanted()) {
                    case TOTAL -> javaPrint(name, call + ".page().total()");
                    case GROUPS -> javaPrint(name, call + ".data().size()");
                    case ALL_PAGES -> javaPrint(name, call + ".stream().count()");
                };
            case TYPESCRIPT ->
                switch (probe.wanted()) {
                    case TOTAL -> "console.log(\"probe " + name + "\", (await " + call + ").page.total);";
                    case GROUPS -> "console.log(\"probe " + name + "\", (await " + call + ").data.length);";
                    case ALL_PAGES ->
                        "let all = 0; for await (const each of " + call
                                + ") { all += each ? 1 : 0; } console.log(\"probe " + name + "\", all);";
                };
            case PYTHON ->
                switch (probe.wanted()) {
                    case TOTAL -> "print(\"probe " + name + "\", " + call + "[\"page\"][\"total\"])";
                    case GROUPS -> "print(\"probe " + name + "\", len(" + call + "[\"data\"]))";
                    case ALL_PAGES -> "print(\"probe " + name + "\", len(list(" + call + ")))";
                };
            case R -> {
                String qualified = client.names().inCamelCase() + "::" + call;
                yield switch (probe.wanted()) {
                    case TOTAL -> rPrint(name, "attr(" + qualified + ", \"page\")$total");
                    case GROUPS, ALL_PAGES -> rPrint(name, "nrow(" + qualified + ")");
                };
            }
        };
    }

    private static String javaPrint(String name, String value) {
        return "        System.out.println(\"probe " + name + " \" + " + value + ");";
    }

    private static String rPrint(String name, String value) {
        return "cat(paste(\"probe\", \"" + name + "\", format(" + value + ", scientific = FALSE)), sep = \"\\n\")";
    }
}
