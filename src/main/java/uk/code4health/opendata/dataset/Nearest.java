package uk.code4health.opendata.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Nearest {

    /** A longer word is not a typing error of any name we have. */
    private static final int LONGEST_WORD = 80;

    private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

    private Nearest() {}

    /** The candidate that needs the fewest edits to become the word, if that is at most half of the word's letters. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        String folded = fold(word);
        int allowed = Math.max(1, folded.length() / 2);
        Comparator<String> byEdits = Comparator.comparingInt(candidate -> edits(folded, candidate));
        return candidates.stream()
                .min(byEdits.thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> edits(folded, nearest) <= allowed);
    }

    private static int edits(String folded, String candidate) {
        return EDITS.apply(folded, fold(candidate));
    }

    private static String fold(String word) {
        String folded = word.strip().toLowerCase(Locale.ROOT);
        return folded.length() > LONGEST_WORD ? folded.substring(0, LONGEST_WORD) : folded;
    }
}
