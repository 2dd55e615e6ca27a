package uk.code4health.opendata.query;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * A queue in which callers take turns: whoever has brought one thing waits for one of everybody else's, however many
 * they have brought. For one thread at a time.
 */
final class FairQueue<T> {

    /** By caller, in the order of their turns. */
    private final Map<String, Queue<T>> waiting = new LinkedHashMap<>();

    void add(String caller, T thing) {
        waiting.computeIfAbsent(caller, newcomer -> new ArrayDeque<>()).add(thing);
    }

    /**
     * The next thing of a caller who may have it. The caller goes to the end of the queue with the rest.
     *
     * @param may which callers may; the others keep their turns
     */
    Optional<T> poll(Predicate<String> may) {
        Optional<String> turn = waiting.keySet().stream().filter(may).findFirst();
        return turn.map(caller -> {
            Queue<T> things = Objects.requireNonNull(waiting.remove(caller));
            T first = things.remove();
            if (!things.isEmpty()) {
                waiting.put(caller, things);
            }
            return first;
        });
    }

    /** Takes out something that waits no longer; whether it was there. */
    boolean remove(String caller, T thing) {
        Queue<T> things = waiting.getOrDefault(caller, new ArrayDeque<>());
        boolean found = things.remove(thing);
        if (things.isEmpty()) {
            waiting.remove(caller);
        }
        return found;
    }
}
