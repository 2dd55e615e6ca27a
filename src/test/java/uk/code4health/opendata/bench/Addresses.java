package uk.code4health.opendata.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Many addresses of one question: no cache can know the answer, and answering costs the same. */
final class Addresses {

    private static final int USUAL_LIMIT = 100;

    /** Beyond it a practice could have too few records. */
    private static final int MOST_LIMITS = 180;

    private final Patients patients;
    private final int wanted;

    Addresses(Patients patients, int wanted) {
        this.patients = patients;
        this.wanted = wanted;
    }

    /** Limits about the usual one, as many as it takes for every pair of a practice and a limit to be another address. */
    IntStream limits() {
        int different = Math.min(MOST_LIMITS, (wanted + patients.practices() - 1) / patients.practices());
        int lowest = USUAL_LIMIT - different / 2;
        return IntStream.range(lowest, lowest + different);
    }

    /** Every practice with every limit, in no order. */
    List<String> ofPractices(String resource, String parameters) {
        List<String> addresses = new ArrayList<>();
        limits().forEach(limit -> IntStream.range(0, patients.practices())
                .mapToObj(practice -> Patients.ADDRESS + resource + "?practice_code=" + Patients.code(practice)
                        + parameters + "&limit=" + limit)
                .forEach(addresses::add));
        Collections.shuffle(addresses, new Random(1));
        return addresses;
    }

    /** The same condition, true of every record, with another number each time. */
    List<String> ofConditions(int from) {
        return new Random(2)
                .ints(0, patients.practices())
                .limit(wanted)
                .mapToObj(Patients::code)
                .map(code -> Patients.ADDRESS + "records?practice_code=" + code)
                .collect(
                        ArrayList::new,
                        (all, one) -> all.add(one + "&number_of_patients__lt=" + (from + all.size())),
                        List::addAll);
    }

    /** The same address, each time from somebody who would also take something else: it is not known that they get the same. */
    List<String> ofReaders(String address) {
        return IntStream.range(0, wanted)
                .mapToObj(reader -> address + Wrk.ACCEPTING + "application/json, text/x-" + reader)
                .toList();
    }
}
