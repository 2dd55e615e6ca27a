package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.platform.ContentCoding;
import uk.code4health.opendata.platform.EntityTag;

/**
 * Keeps the answers that were given lately, and gives them again to whoever asks the same of the same edition: before the
 * request comes to any resource, and without a thread of its own. Of several who ask the same at once, one is answered
 * by the database and the others with the same answer.
 */
@Singleton
class KeptAnswers {

    /** Behind what refuses malformed addresses and what opens answers to every origin. */
    private static final int AFTER_THE_GUARD = -9_000;

    private static final int LARGEST_SHARE_OF_MEMORY = 8;
    private static final int LARGEST_SHARE_OF_ONE = 16;

    private final Catalogue catalogue;
    private final QuestionThreads threads;
    private final long mostBytesOfOne;
    private final Cache<Key, KeptAnswer> kept;
    private final Map<Key, CompletableFuture<Optional<KeptAnswer>>> asked = new ConcurrentHashMap<>();

    KeptAnswers(Catalogue catalogue, QuestionThreads threads, QueryConfig config, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.threads = threads;
        long bytes = Math.min(
                config.keptAnswers().asLongValue(), Runtime.getRuntime().maxMemory() / LARGEST_SHARE_OF_MEMORY);
        this.mostBytesOfOne = bytes / LARGEST_SHARE_OF_ONE;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, KeptAnswer answer) -> key.bytes() + answer.bytes())
                .recordStats()
                .executor(Runnable::run) // its upkeep takes less time than waking another thread for it
                .build();
        CaffeineCacheMetrics.monitor(meters, kept, "kept-answers");
    }

    /** What an answer depends on beside the edition: where it was asked, as links in it repeat that, and its form. */
    private record Key(String address, @Nullable String accept, ContentCoding coding) {

        private static final int BYTES_OF_AN_ENTRY = 200;

        static Key of(HttpServerRequest request) {
            return new Key(
                    address(request),
                    request.getHeader(HttpHeaderNames.ACCEPT),
                    ContentCoding.wantedBy(request.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING)));
        }

        /** An explanation has whole addresses in it: what one host was told is not for another. */
        private static String address(HttpServerRequest request) {
            return request.path().endsWith(ExplainResource.LAST_OF_PATH)
                    ? request.scheme() + "://" + request.authority() + request.uri()
                    : request.uri();
        }

        int bytes() {
            return BYTES_OF_AN_ENTRY + 2 * address.length();
        }
    }

    /** Asks what has not been asked yet. */
    interface Asking {
        /** The answer: a body in memory is kept. */
        Response ask();
    }

    void serve(@Observes Router router) {
        router.route("/v1/datasets/*").order(AFTER_THE_GUARD).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<KeptAnswer> answer = isPlainRead(request) ? find(Key.of(request)) : Optional.empty();
        answer.filter(found -> catalogue
                        .known(found.live().dataset().id())
                        .filter(now -> now.isStill(found.live()))
                        .isPresent())
                .ifPresentOrElse(found -> found.send(request), context::next);
    }

    private static boolean isPlainRead(HttpServerRequest request) {
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return isRead
                && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    /** The answer to a request: a kept one, one that is just being found for somebody else, or a new one. */
    Response answer(HttpServerRequest request, LiveDataset live, EntityTag tag, Asking asking) {
        Key key = Key.of(request);
        Optional<KeptAnswer> known = find(key).filter(found -> live.isStill(found.live()));
        if (known.isPresent()) {
            return known.get().response();
        }
        CompletableFuture<Optional<KeptAnswer>> own = new CompletableFuture<>();
        @Nullable CompletableFuture<Optional<KeptAnswer>> others = asked.putIfAbsent(key, own);
        if (others == null) {
            return askAndKeep(key, live, tag, asking, own);
        }
        threads.standAside();
        return others.join()
                .filter(found -> live.isStill(found.live()))
                .map(KeptAnswer::response)
                .orElseGet(asking::ask);
    }

    private Response askAndKeep(
            Key key,
            LiveDataset live,
            EntityTag tag,
            Asking asking,
            CompletableFuture<Optional<KeptAnswer>> othersWaitFor) {
        Optional<KeptAnswer> answer = Optional.empty();
        try {
            Response response = asking.ask();
            answer = response.getEntity() instanceof byte[] body && body.length <= mostBytesOfOne
                    ? Optional.of(KeptAnswer.of(live, tag, route(), response, body))
                    : Optional.empty();
            answer.ifPresent(found -> kept.put(key, found));
            return answer.map(KeptAnswer::response).orElse(response);
        } finally {
            asked.remove(key);
            othersWaitFor.complete(answer);
        }
    }

    /** The template of the address, which Quarkus leaves here for those who count requests. */
    private static String route() {
        return Objects.requireNonNull(Vertx.currentContext()).getLocal(KeptAnswer.ROUTE);
    }

    private Optional<KeptAnswer> find(Key key) {
        return Optional.ofNullable(kept.getIfPresent(key));
    }
}
