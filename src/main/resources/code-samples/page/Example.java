import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

public class Example {

    public static void main(String[] arguments) throws Exception {
        HttpRequest question = HttpRequest.newBuilder(URI.create("https://example.org/question"))
                .header("Accept", "application/x-ndjson") // JSON, each on a line of its own
                .build();
        var answer = HttpClient.newHttpClient().send(question, BodyHandlers.ofLines());
        List<String> lines = answer.body().toList();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(String.join("\n", lines));
        }
        System.out.println(lines.size() + ", the first of them:");
        lines.stream().findFirst().ifPresent(System.out::println);
    }
}
