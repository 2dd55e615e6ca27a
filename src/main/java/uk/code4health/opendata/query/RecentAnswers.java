package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Licence;

/**
 * Keeps the answers about values and groups that were given lately. Each costs a look at every record, editions never change, and
 * everybody who fills in a form or opens a chart asks for the same ones.
 */
@Singleton
class RecentAnswers {

    private static final long BYTES_KEPT = 16L << 20;
    private static final int BYTES_OF_THE_REST = 200;

    private final Cache<Key, Answer> kept = Caffeine.newBuilder()
            .maximumWeight(BYTES_KEPT)
            .weigher(RecentAnswers::weight)
            .build();

    /** What a body depends on: the question, how it was written, and what a manifest can change without a release. */
    private record Key(String digest, String address, Licence licence, Instant publishedAt) {}

    /**
     * What stands beyond an answer.
     *
     * @param next address of the next page, if there is one
     * @param total how many values or groups there are on all pages
     */
    record Rest(Optional<String> next, long total) {}

    /** An answer to send. */
    record Answer(Object body, Rest rest) {}

    /**
     * The answer to a question; kept if it is small.
     *
     * @param records what it is a question about
     * @param digest names the answer
     */
    Answer answer(Question records, QuestionAddress address, String digest, SpooledBody.Writing<Rest> writing) {
        Key key = new Key(
                digest,
                address.first(),
                records.dataset().licence(),
                records.edition().publishedAt());
        @Nullable Answer given = kept.getIfPresent(key);
        return given == null ? write(key, writing) : given;
    }

    private Answer write(Key key, SpooledBody.Writing<Rest> writing) {
        SpooledBody body = new SpooledBody();
        Rest rest = body.write(writing);
        Answer answer = new Answer(body.entity(), rest);
        if (answer.body() instanceof byte[]) {
            kept.put(key, answer);
        }
        return answer;
    }

    private static int weight(Key key, Answer answer) {
        int body = answer.body() instanceof byte[] bytes ? bytes.length : 0;
        return BYTES_OF_THE_REST + 2 * key.address().length() + body;
    }
}
