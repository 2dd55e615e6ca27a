package uk.code4health.opendata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;

/** Makes the two sides of cases. */
record Asking(String service, Nginx nginx, Pgbench pgbench, Settings settings) {

    /** The service is asked each address once in all rounds; PostgreSQL, the same by a statement. */
    Case neverAsked(String name, List<String> addresses, Script script, double aim) {
        int part = addresses.size() / (settings.rounds() + 1);
        return new Case(
                name,
                round -> Wrk.askOnce(service, addresses.subList(round * part, (round + 1) * part), settings.seconds()),
                "pgbench",
                round -> pgbench.run(script, settings.seconds()),
                aim);
    }

    /** The service is asked a few addresses again and again; nginx has the answers as files. */
    Case askedBefore(String name, List<String> addresses, double aim) {
        List<HttpResponse<byte[]>> answers =
                addresses.stream().map(address -> Web.get(service + address)).toList();
        List<String> pages = nginx.pages(name.replaceAll("\\W+", "-"), answers);
        return new Case(
                name,
                round -> Wrk.ask(service, addresses, settings.seconds()),
                "nginx",
                round -> Wrk.ask(nginx.address(), pages, settings.seconds()),
                aim);
    }

    /** Both have been asked before, and are told so. */
    Case notModified(String name, String address, double aim) {
        String page = nginx.page("not-modified", Web.get(service + address).body());
        String known = validator(service + address);
        String knownToNginx = validator(nginx.address() + page);
        return new Case(
                name,
                round -> Wrk.ask(service, List.of(address), settings.seconds(), "If-None-Match: " + known),
                "nginx",
                round -> Wrk.ask(nginx.address(), List.of(page), settings.seconds(), "If-None-Match: " + knownToNginx),
                aim);
    }

    /** All rows as a file that nobody keeps. */
    Case export(String name, String address, String query, long rows, double aim) {
        return new Case(
                name,
                round -> Figures.rate(
                        rows, Command.seconds(List.of("curl", "-sS", "--fail", "-o", "/dev/null", service + address))),
                "psql \\copy",
                round -> Figures.rate(rows, pgbench.copy(query)),
                aim);
    }

    private static String validator(String address) {
        String tag = Web.get(address).headers().firstValue("ETag").orElseThrow();
        assertThat(Web.ask(address, "If-None-Match", tag).statusCode())
                .as(address)
                .isEqualTo(304);
        return tag;
    }
}
