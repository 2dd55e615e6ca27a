package uk.code4health.opendata.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a file into a dataset and waits for what becomes of it. Ends with 0 only if it is published. */
@Command(
        name = "load",
        description = "Loads a published file into a dataset, and waits until it is published or refused.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in what it demands
final class LoadCommand implements Callable<Integer> {

    private static final int REFUSED = 1;
    private static final long POLL_MILLIS = 300;

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset's id, such as gp-practices.")
    private String dataset;

    @Parameters(index = "1", paramLabel = "FILE", description = "The publisher's file, as it is.")
    private Path file;

    @Option(
            names = "--server",
            defaultValue = "http://localhost:8080",
            description = "Where the service runs; ${DEFAULT-VALUE} if not given.")
    private URI server;

    @Option(
            names = "--token",
            required = true,
            defaultValue = "${env:OPENDATA_BOOTSTRAP_TOKEN}",
            description = "The token for publishing; taken from OPENDATA_BOOTSTRAP_TOKEN if not given.")
    private @Nullable String token;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = command.commandLine().getErr();
        if (!Files.isReadable(file)) {
            err.println("There is no file " + file + " that can be read.");
            return REFUSED;
        }
        if (token == null || token.isBlank()) {
            err.println("Give the token for publishing: --token, or OPENDATA_BOOTSTRAP_TOKEN.");
            return REFUSED;
        }
        try {
            PublishingClient client = new PublishingClient(server, token);
            return report(await(client, client.upload(dataset, file)));
        } catch (PublishingClient.Refused refused) {
            err.println(refused.getMessage());
            return REFUSED;
        } catch (ConnectException nobodyThere) {
            err.println("Nothing answers at " + server + ".");
            return REFUSED;
        }
    }

    private JsonNode await(PublishingClient client, JsonNode begun) throws IOException, InterruptedException {
        JsonNode job = begun;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(dataset)
                .setInitialMax(job.path("bytes_total").asLong())
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII)
                .build()) {
            while (!job.path("stage").asText().equals("finished")) {
                Thread.sleep(POLL_MILLIS);
                job = client.job(job.path("id").asText());
                bar.stepTo(job.path("bytes_read").asLong());
                bar.setExtraMessage(job.path("stage").asText() + ", "
                        + job.path("rows_read").asLong() + " rows");
            }
        }
        return job;
    }

    private int report(JsonNode job) {
        PrintWriter out = command.commandLine().getOut();
        JsonNode release = job.path("release");
        if (job.path("unchanged").asBoolean()) {
            out.printf(
                    "Nothing to do: release %s is this very file.%n",
                    release.path("id").asText());
            return 0;
        }
        for (JsonNode finding : job.path("findings")) {
            out.printf(
                    "%s%s %s%n",
                    finding.path("line").isNumber()
                            ? "line " + finding.path("line").asLong() + ", "
                            : "",
                    finding.path("field").asText(""),
                    finding.path("reason").asText());
        }
        if (release.path("state").asText().equals("published")) {
            out.printf(
                    "Published as release %s: %d records, %d rows rejected, %d skipped.%n",
                    release.path("id").asText(),
                    job.path("rows_loaded").asLong(),
                    job.path("rows_rejected").asLong(),
                    job.path("rows_skipped").asLong());
            return 0;
        }
        if (job.path("state").asText().equals("cancelled")) {
            out.println("Cancelled. Nothing was published.");
            return REFUSED;
        }
        out.printf("Not published. %s%n", job.path("problem").path("detail").asText());
        return REFUSED;
    }
}
