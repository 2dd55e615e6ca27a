package uk.code4health.opendata.query;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Threads that answer questions: no more at a time than find a connection and a processor, each going on to the next
 * question without a rest, as waking a thread for each costs a tenth of an answer. Callers take turns. What takes long
 * or has to wait stands aside, so that it is in nobody's way.
 */
@Singleton
class QuestionThreads {

    private final ThreadLocal<@Nullable Asked> here = new ThreadLocal<>();
    private final FairQueue<Asked> waiting = new FairQueue<>();
    private final int atATime;
    private int busy;

    QuestionThreads(QueryConfig config) {
        this.atATime = config.atATime();
    }

    /** A question, on its way to being answered. */
    private static final class Asked {

        private final String caller;
        private final Runnable task;
        private boolean aside;

        Asked(String caller, Runnable task) {
            this.caller = caller;
            this.task = task;
        }
    }

    /** Answers a question when it is its caller's turn. */
    void answer(String caller, Runnable task) {
        Asked asked = new Asked(caller, task);
        synchronized (this) {
            if (busy == atATime) {
                waiting.add(caller, asked);
                return;
            }
            busy++;
        }
        begin(asked);
    }

    /** The address of whoever asked the question that this thread answers. */
    Optional<String> caller() {
        return Optional.ofNullable(here.get()).map(asked -> asked.caller);
    }

    /** The question that this thread answers will take long, or has to wait: another may begin beside it. */
    void standAside() {
        @Nullable Asked asked = here.get();
        if (asked != null && !asked.aside) {
            asked.aside = true;
            next().ifPresent(this::begin);
        }
    }

    private void begin(Asked asked) {
        Infrastructure.getDefaultWorkerPool().execute(() -> work(asked));
    }

    /** Answers this question and those that wait, until there is none or one of them has stood aside. */
    private void work(Asked first) {
        @Nullable Asked asked = first;
        while (asked != null) {
            run(asked);
            asked = asked.aside ? null : next().orElse(null);
        }
    }

    private void run(Asked asked) {
        here.set(asked);
        try {
            asked.task.run();
        } finally {
            here.remove();
        }
    }

    private synchronized Optional<Asked> next() {
        Optional<Asked> next = waiting.poll(anyone -> true);
        if (next.isEmpty()) {
            busy--;
        }
        return next;
    }
}
