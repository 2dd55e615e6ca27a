package uk.code4health.opendata.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request as it is sent.
 *
 * @param target path and query, a letter for a byte
 * @param headers lines without their ends
 */
record Asked(Endpoint endpoint, String method, String target, List<String> headers) {

    byte[] bytes() {
        String head = headers.stream().map(header -> header + "\r\n").collect(Collectors.joining());
        String body = method.equals("POST") || method.equals("PUT") ? "Content-Length: 0\r\n" : "";
        return (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + head + body + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** The same request for a shell. */
    String curl(String service) {
        String options = headers.stream().map(header -> " -H " + quoted(header)).collect(Collectors.joining());
        return "curl -g -i --path-as-is --compressed" + (isHead() ? " -I" : " -X " + method) + options + " "
                + quoted(service + target);
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f);
        return isPlain
                ? "'" + text.replace("'", "'\\''") + "'"
                : text.chars()
                        .mapToObj(letter -> letter >= ' ' && letter < 0x7f && letter != '\'' && letter != '\\'
                                ? Character.toString(letter)
                                : String.format("\\x%02x", letter))
                        .collect(Collectors.joining("", "$'", "'"));
    }
}
