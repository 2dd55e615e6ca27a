package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Licence;

/**
 * Keeps the answers about values that were given lately. Each costs a look at every record, editions never change, and
 * everybody who fills in a form asks for the same ones.
 */
@Singleton
class RecentValues {

    private static final long BYTES_KEPT = 16L << 20;
    private static final int BYTES_OF_THE_REST = 200;

    private final Values values;
    private final Cache<Key, Answer> kept = Caffeine.newBuilder()
            .maximumWeight(BYTES_KEPT)
            .weigher(RecentValues::weight)
            .build();

    RecentValues(Values values) {
        this.values = values;
    }

    /** What a body depends on: the question, how it was written, and what a manifest can change without a release. */
    private record Key(String digest, String address, Licence licence, Instant publishedAt) {}

    /**
     * An answer to send.
     *
     * @param next address of the next page, if there is one
     */
    record Answer(Object body, Optional<String> next) {}

    /** The answer to a question; kept if it is small. */
    Answer answer(ValuesQuestion question, QuestionAddress address, String digest) {
        Key key = new Key(
                digest,
                address.first(),
                question.records().dataset().licence(),
                question.records().edition().publishedAt());
        @Nullable Answer given = kept.getIfPresent(key);
        return given == null ? ask(question, address, key) : given;
    }

    private Answer ask(ValuesQuestion question, QuestionAddress address, Key key) {
        SpooledBody body = new SpooledBody();
        Optional<String> next = body.write(out -> values.json(question, address, out));
        Answer answer = new Answer(body.entity(), next);
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
