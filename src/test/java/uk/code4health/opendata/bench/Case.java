package uk.code4health.opendata.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A question, and what answers it without a service.
 *
 * @param bound the program beside the service
 * @param aim the ratio to it that the service should reach
 */
record Case(String name, Side service, String bound, Side beside, double aim) {

    /** What is measured; its round 0 does not count. */
    interface Side {
        Figures run(int round);
    }

    /** How both sides did, in the median. */
    record Measured(Case measured, Figures service, Figures beside) {

        double ratio() {
            return service.perSecond() / beside.perSecond();
        }
    }

    /** Measures the two sides in turn, so that what changes on the machine changes for both. */
    Measured measure(int rounds) {
        List<Figures> ofService = new ArrayList<>();
        List<Figures> ofBound = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Figures here = service.run(round);
            Figures there = beside.run(round);
            System.out.printf("%s, round %d: service %s, %s %s%n", name, round, here, bound, there);
            if (round > 0) {
                ofService.add(here);
                ofBound.add(there);
            }
        }
        return new Measured(this, Figures.median(ofService), Figures.median(ofBound));
    }
}
