package uk.code4health.opendata.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Places that callers wait for in turn. The last one that is free is for a caller who has none, so that nobody can have
 * them all.
 */
final class FairPlaces {

    private final FairQueue<Waiting> queue = new FairQueue<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private int free;

    FairPlaces(int places) {
        this.free = places;
    }

    /** Somebody who waits for a place, and is told when it is theirs. */
    private record Waiting(String caller, CompletableFuture<Void> place) {}

    /**
     * Takes a place, as soon as it is the caller's turn.
     *
     * @return whether there was one in time
     */
    boolean enter(String caller, Duration longestWait) {
        Waiting waiting = new Waiting(caller, new CompletableFuture<>());
        synchronized (this) {
            if (mayEnter(caller)) {
                take(waiting);
            } else {
                queue.add(caller, waiting);
            }
        }
        return await(waiting, longestWait);
    }

    synchronized void leave(String caller) {
        taken.computeIfPresent(caller, (leaving, places) -> places == 1 ? null : places - 1);
        free++;
        queue.poll(this::mayEnter).ifPresent(this::take);
    }

    private boolean await(Waiting waiting, Duration longest) {
        try {
            waiting.place().get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException tooLong) {
            return hasEntered(waiting);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return hasEntered(waiting);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The turn may come while its caller gives up: then it is taken. */
    private synchronized boolean hasEntered(Waiting waiting) {
        return !queue.remove(waiting.caller(), waiting);
    }

    private boolean mayEnter(String caller) {
        return free > 1 || (free == 1 && !taken.containsKey(caller));
    }

    private void take(Waiting waiting) {
        free--;
        taken.merge(waiting.caller(), 1, Integer::sum);
        waiting.place().complete(null);
    }
}
