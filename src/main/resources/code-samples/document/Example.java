import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Example {

    public static void main(String[] arguments) throws Exception {
        HttpRequest question = HttpRequest.newBuilder(URI.create("https://example.org/question"))
                .header("Accept", "application/json")
                .build();
        var answer = HttpClient.newHttpClient().send(question, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        System.out.println(answer.body());
    }
}
