package uk.code4health.opendata.query;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.catalogue.AsAt;
import uk.code4health.opendata.catalogue.Catalogue;
import uk.code4health.opendata.catalogue.Edition;
import uk.code4health.opendata.catalogue.EditionThen;
import uk.code4health.opendata.catalogue.History;
import uk.code4health.opendata.catalogue.LiveDataset;

/** Finds the rows that a question is asked of: a release's, a cursor's, what was live at some time, or what is live. */
@Singleton
class EditionChoice {

    private final Catalogue catalogue;
    private final History history;

    EditionChoice(Catalogue catalogue, History history) {
        this.catalogue = catalogue;
        this.history = history;
    }

    /** What the parameters name. A cursor goes on with what the first page was read from, also where they named a time. */
    AskedOf of(LiveDataset live, Parameters parameters, Optional<Cursor> cursor) {
        Optional<String> release = parameters.one("release");
        Optional<AsAt> asAt = parameters.one(AsAt.PARAMETER).map(AsAt::read);
        if (release.isPresent()) {
            if (asAt.isPresent()) {
                throw AsAt.besideARelease();
            }
            return new AskedOf(release(live, release.get()), true, asAt);
        }
        if (cursor.isPresent()) {
            return new AskedOf(edition(live, cursor.get()), true, asAt);
        }
        return asAt.map(time -> then(live, time))
                .orElseGet(() -> new AskedOf(live.edition().orElseGet(() -> nothingYet(live)), false, asAt));
    }

    private Edition release(LiveDataset live, String id) {
        return catalogue.edition(catalogue.requireRelease(live.dataset().id(), id));
    }

    private Edition edition(LiveDataset live, Cursor cursor) {
        return catalogue.edition(live.dataset().id(), cursor.edition()).orElseThrow(Cursors::ofAnotherQuestion);
    }

    private AskedOf then(LiveDataset live, AsAt asAt) {
        EditionThen then = history.at(live, asAt);
        return new AskedOf(then.edition(), then.settled(), Optional.of(asAt));
    }

    private static Edition nothingYet(LiveDataset live) {
        return new Edition("e0", live.dataset().id(), live.changedAt(), false, List.of(), List.of(), 0);
    }
}
