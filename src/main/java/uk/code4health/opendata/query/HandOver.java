package uk.code4health.opendata.query;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.inject.Instance;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** Hands requests that are questions from the event loop to {@link QuestionThreads}, rather than to any worker. */
class HandOver {

    private final Instance<QuestionThreads> threads;

    /** Filters are made before anything is configured. */
    HandOver(Instance<QuestionThreads> threads) {
        this.threads = threads;
    }

    @ServerRequestFilter(nonBlocking = true)
    @AnswersQuestions
    void handOver(HttpServerRequest exchange) {
        ResteasyReactiveRequestContext request = Objects.requireNonNull(CurrentRequestManager.get());
        ContextInternal context = (ContextInternal) Objects.requireNonNull(Vertx.currentContext());
        String caller = exchange.remoteAddress().hostAddress();
        Executor inTurn = task -> threads.get().answer(caller, () -> context.dispatch(task));
        request.suspend();
        request.resume(inTurn);
    }
}
