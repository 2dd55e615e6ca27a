package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Callers who take turns. */
class FairQueueTest {

    private final FairQueue<String> queue = new FairQueue<>();

    @Test
    void callersTakeTurns() {
        for (String thing : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
            queue.add(thing.substring(0, 1), thing);
        }

        assertThat(all()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void whoMayNotYetKeepsTheTurn() {
        for (String thing : List.of("a1", "b1", "b2")) {
            queue.add(thing.substring(0, 1), thing);
        }

        assertThat(queue.poll(caller -> !caller.equals("a"))).hasValue("b1");
        assertThat(queue.poll(caller -> caller.equals("c"))).isEmpty();
        assertThat(all()).containsExactly("a1", "b2");
    }

    @Test
    void whatWaitsNoLongerIsTakenOut() {
        queue.add("a", "a1");
        queue.add("a", "a2");

        assertThat(queue.remove("a", "a1")).isTrue();
        assertThat(queue.remove("a", "a1")).isFalse();
        assertThat(queue.remove("b", "a2")).isFalse();
        assertThat(all()).containsExactly("a2");
    }

    @Property
    void nobodyWaitsForTwoOfAnotherCaller(@ForAll List<@IntRange(max = 5) Integer> callers) {
        callers.forEach(caller -> queue.add("" + caller, "" + caller));
        Map<String, Integer> left = new HashMap<>();
        callers.forEach(caller -> left.merge("" + caller, 1, Integer::sum));

        Map<String, Integer> had = new HashMap<>();
        for (String caller : all()) {
            had.merge(caller, 1, Integer::sum);
            left.merge(caller, -1, Integer::sum);
            left.forEach((other, things) -> assertThat(things == 0 || had.getOrDefault(other, 0) >= had.get(caller) - 1)
                    .isTrue());
        }
        assertThat(left.values()).allMatch(things -> things == 0);
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        Optional<String> next = queue.poll(anyone -> true);
        while (next.isPresent()) {
            all.add(next.get());
            next = queue.poll(anyone -> true);
        }
        return all;
    }
}
