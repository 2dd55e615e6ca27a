package uk.code4health.opendata.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A request while it can still be changed: its address in parts, and as text, until it is written. */
final class Draft {

    /** A query parameter. */
    record Parameter(String name, String value) {}

    final Endpoint endpoint;
    final Subject subject;
    final List<String> path;
    final List<Parameter> parameters = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    String method = "GET";
    private UnaryOperator<String> fault = UnaryOperator.identity();

    Draft(Endpoint endpoint, Subject subject, String... path) {
        this.endpoint = endpoint;
        this.subject = subject;
        this.path = new ArrayList<>(List.of("v1", "datasets", subject.name()));
        this.path.addAll(List.of(path));
    }

    Draft with(String name, String value) {
        parameters.add(new Parameter(name, value));
        return this;
    }

    /** Replaces the value of the parameters of a name, or adds one. */
    Draft set(String name, String value) {
        parameters.removeIf(parameter -> parameter.name().equals(name));
        return with(name, value);
    }

    /** Spoils the address once it is written. */
    void spoil(UnaryOperator<String> more) {
        UnaryOperator<String> before = fault;
        fault = target -> more.apply(before.apply(target));
    }

    Asked written() {
        String query = parameters.stream()
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()))
                .collect(Collectors.joining("&"));
        String target =
                path.stream().map(Draft::encoded).collect(Collectors.joining("/", "/", query.isEmpty() ? "" : "?"))
                        + query;
        return new Asked(endpoint, method, fault.apply(target), List.copyOf(headers));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",");
    }
}
