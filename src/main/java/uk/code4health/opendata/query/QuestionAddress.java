package uk.code4health.opendata.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The address that a question was asked at, to be asked again with another cursor. */
record QuestionAddress(String path, Parameters parameters) {

    /** The next page: the same question behind a cursor. An offset has done its work on the first page. */
    String next(String cursor) {
        StringJoiner query = query();
        query.add("cursor=" + cursor);
        return path + "?" + query;
    }

    /** As it was asked. */
    String asked() {
        StringJoiner query = new StringJoiner("&");
        parameters
                .all()
                .forEach((name, values) -> values.forEach(value -> query.add(encode(name) + "=" + encode(value))));
        return query.length() == 0 ? path : path + "?" + query;
    }

    /** The first page. */
    String first() {
        StringJoiner query = query();
        return query.length() == 0 ? path : path + "?" + query;
    }

    private StringJoiner query() {
        StringJoiner query = new StringJoiner("&");
        for (Map.Entry<String, List<String>> parameter : parameters.all().entrySet()) {
            if (!parameter.getKey().equals("cursor") && !parameter.getKey().equals("offset")) {
                parameter.getValue().forEach(value -> query.add(encode(parameter.getKey()) + "=" + encode(value)));
            }
        }
        return query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
