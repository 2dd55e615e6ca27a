package uk.code4health.opendata.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Places that are waited for. */
class FairPlacesTest {

    private static final Duration NO_TIME = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FairPlaces places = new FairPlaces(3);

    @Test
    void nobodyHasThemAll() {
        assertThat(places.enter("a", NO_TIME)).isTrue();
        assertThat(places.enter("a", NO_TIME)).isTrue();
        assertThat(places.enter("a", NO_TIME)).isFalse();
        assertThat(places.enter("b", NO_TIME)).isTrue();
        assertThat(places.enter("b", NO_TIME)).isFalse();
        assertThat(places.enter("c", NO_TIME)).isFalse();
    }

    @Test
    void aPlaceThatIsLeftIsForWhoeverHasNone() {
        places.enter("a", NO_TIME);
        places.enter("a", NO_TIME);
        places.enter("b", NO_TIME);
        CompletableFuture<Boolean> again =
                CompletableFuture.supplyAsync(() -> places.enter("a", Duration.ofSeconds(1)));
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> places.enter("c", LONG));

        places.leave("b");

        assertThat(other.join()).isTrue();
        assertThat(again.join()).isFalse();
    }

    @Test
    void whoGaveUpIsNotGivenAPlaceLater() {
        places.enter("a", NO_TIME);
        places.enter("a", NO_TIME);
        places.enter("b", NO_TIME);
        places.enter("c", NO_TIME);

        places.leave("a");
        places.leave("a");

        assertThat(places.enter("d", NO_TIME)).isTrue();
        assertThat(places.enter("e", NO_TIME)).isTrue();
    }

    @Test
    void aSinglePlaceIsForAnybody() {
        FairPlaces single = new FairPlaces(1);

        assertThat(single.enter("a", NO_TIME)).isTrue();
        assertThat(single.enter("a", NO_TIME)).isFalse();
        single.leave("a");
        assertThat(single.enter("a", NO_TIME)).isTrue();
    }
}
