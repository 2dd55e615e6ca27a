package uk.code4health.opendata.fuzz;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sends random requests on several connections at once. Each is made from the seed and its own number alone. */
public final class Fuzz {

    private static final int CONNECTIONS = 8;
    private static final int COMPLAINTS = 10;

    /** Pages that are gone on from, and answers that are asked for again. */
    private static final int KNOWN = 150;

    /** What is longer is refused beneath all that is tested here. */
    private static final int LONGEST_TARGET = 60_000;

    private final URL service;
    private final long seed;
    private final Duration limit;
    private final List<Subject> subjects;

    /** Requests with cursors or validators of the service's own. */
    private final List<Draft> known = new ArrayList<>();

    private final Tally tally = new Tally();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

    /**
     * Gets to know the service.
     *
     * @param datasets with records
     * @param limit how long an answer may take
     */
    public Fuzz(URL service, List<String> datasets, long seed, Duration limit) throws IOException {
        this.service = service;
        this.seed = seed;
        this.limit = limit;
        Random random = new Random(seed);
        this.subjects = new ArrayList<>();
        try (Line line = line()) {
            for (String dataset : datasets) {
                subjects.add(Subject.of(dataset, line, random));
            }
        }
    }

    /** Sends so many; the complaints about answers are empty if all is well. */
    public List<String> run(int requests) throws IOException {
        learn();
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                            .mapToObj(any -> CompletableFuture.runAsync(() -> send(next, requests), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
        return List.copyOf(complaints);
    }

    public Tally tally() {
        return tally;
    }

    private void learn() throws IOException {
        try (Line line = line()) {
            for (int number = 1; number <= KNOWN; number++) {
                Random random = random(-number);
                Draft draft = sensible(random);
                draft.set("limit", Any.of(random, "1", "2", "5"));
                draft.parameters.removeIf(
                        parameter -> List.of("offset", "format").contains(parameter.name()));
                Answer answer = line.ask(draft.written());
                if (answer.status() == 200) {
                    answer.header("ETag").ifPresent(tag -> draft.headers.add("If-None-Match: " + tag));
                    cursor(answer).ifPresent(cursor -> {
                        draft.headers.clear();
                        draft.with("cursor", cursor);
                    });
                    known.add(draft);
                }
            }
        }
    }

    private static Optional<String> cursor(Answer answer) {
        return Optional.ofNullable(JsonPath.from(new String(answer.body(), StandardCharsets.UTF_8))
                        .getString("page.next"))
                .map(next -> URI.create(next).getRawQuery().replaceFirst("(^|.*&)cursor=", ""))
                .map(cursor -> URLDecoder.decode(cursor, StandardCharsets.UTF_8));
    }

    private void send(AtomicInteger next, int requests) {
        try (Line line = line()) {
            Verdict verdict = new Verdict(limit);
            for (int number = next.getAndIncrement();
                    number < requests && complaints.size() < COMPLAINTS;
                    number = next.getAndIncrement()) {
                Asked asked = asked(random(number));
                Optional<String> complaint;
                try {
                    Answer answer = line.ask(asked);
                    tally.count(asked, answer);
                    complaint = verdict.on(asked, answer);
                } catch (IOException | RuntimeException cutShort) {
                    complaint = Optional.of("no whole answer: " + cutShort);
                }
                int which = number;
                complaint.ifPresent(wrong -> complaints.add("Request " + which + " of the seed " + seed + ": " + wrong
                        + "\n  " + asked.curl(service.getProtocol() + "://" + service.getAuthority())));
            }
        }
    }

    private Asked asked(Random random) {
        Draft draft = Any.chance(15, random) && !known.isEmpty() ? copy(Any.of(known, random)) : sensible(random);
        if (Any.chance(12, random)) {
            Mutation.ANY_HEADER.of(draft, random);
        }
        if (Any.chance(6, random)) {
            draft.method = Any.of(random, "HEAD", "HEAD", "OPTIONS");
        }
        for (int mutations = Any.of(random, 0, 0, 0, 0, 0, 1, 1, 1, 2, 4); mutations > 0; mutations--) {
            Mutation.any(random).of(draft, random);
        }
        Asked asked = draft.written();
        return asked.target().length() < LONGEST_TARGET ? asked : asked(random);
    }

    private Draft sensible(Random random) {
        Subject subject = Any.of(subjects, random);
        Endpoint endpoint = Any.of(random, Endpoint.values());
        return endpoint.suits(subject) ? endpoint.sensible(subject, random) : sensible(random);
    }

    private static Draft copy(Draft known) {
        Draft copy = new Draft(known.endpoint, known.subject);
        copy.path.clear();
        copy.path.addAll(known.path);
        copy.parameters.addAll(known.parameters);
        copy.headers.addAll(known.headers);
        return copy;
    }

    private Random random(long number) {
        return new Random(seed * 1_000_003 + number);
    }

    private Line line() {
        return new Line(service.getHost(), service.getPort(), limit);
    }
}
