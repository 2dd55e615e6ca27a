package uk.code4health.opendata.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import uk.code4health.opendata.dataset.Dataset;

/** Reads what groups are asked for, and remembers what it read: an app asks the same of one practice as of another. */
@Singleton
class Aggregations {

    private static final int REMEMBERED_OF_A_DATASET = 200;

    /** By the manifest that a dataset was read from, which the catalogue reads once. */
    private final LoadingCache<Dataset, Cache<Texts, Aggregation>> read = Caffeine.newBuilder()
            .weakKeys()
            .build(dataset -> Caffeine.newBuilder()
                    .maximumSize(REMEMBERED_OF_A_DATASET)
                    .executor(Runnable::run)
                    .build());

    private record Texts(Optional<String> groupBy, Optional<String> measure) {}

    /** The groups that the parameters ask for: of all records as one, and their number, if they say nothing. */
    Aggregation of(Dataset dataset, Parameters parameters) {
        Texts texts = new Texts(parameters.one(AggregateTerms.GROUP_BY), parameters.one(AggregateTerms.MEASURE));
        return read.get(dataset).get(texts, text -> read(dataset, text));
    }

    private static Aggregation read(Dataset dataset, Texts texts) {
        AggregateTerms terms = new AggregateTerms(dataset.schema());
        return new Aggregation(
                dataset,
                texts.groupBy().map(terms::groupings).orElse(List.of()),
                terms.measures(texts.measure().orElse("count()")));
    }
}
