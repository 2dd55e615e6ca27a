package uk.code4health.opendata.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.catalogue.LiveDataset;
import uk.code4health.opendata.contract.clients.ClientNames;
import uk.code4health.opendata.contract.clients.ClientSamples;
import uk.code4health.opendata.query.CodeSamples;
import uk.code4health.opendata.query.LiveAnswers;

/** The OpenAPI documents of datasets, kept as long as nothing changes that can be seen in them. */
@Singleton
public class DatasetDocuments {

    private static final long MOST_CHARACTERS = 32L << 20;

    private final ServiceDocument service;
    private final LiveAnswers answers;
    private final CodeSamples samples;
    private final ObjectMapper json = new ObjectMapper();
    private final YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new DatesAreTexts())
                    .build())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    private final Cache<Key, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Key key, Kept document) -> document.text().length())
            .build();

    DatasetDocuments(ServiceDocument service, LiveAnswers answers, CodeSamples samples) {
        this.service = service;
        this.answers = answers;
        this.samples = samples;
    }

    /** Quotes texts that readers of YAML 1.1 take for dates, times and numbers: {@code 2024-04-01}, {@code 09:30:00}. */
    private static final class DatesAreTexts extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || (!value.isEmpty() && Character.isDigit(value.charAt(0)));
        }
    }

    private record Key(String dataset, String address, OpenApiVersion version, Format format) {}

    private record Kept(LiveDataset live, String text) {}

    /**
     * A dataset's document in the newest version, as a tree.
     *
     * @param address where the service is, without a slash at its end
     */
    public JsonNode tree(LiveDataset live, String address) {
        try {
            return json.readTree(of(live, address, OpenApiVersion.V3_1, Format.JSON));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * A dataset's document.
     *
     * @param address where the service is, without a slash at its end
     */
    String of(LiveDataset live, String address, OpenApiVersion version, Format format) {
        Key key = new Key(live.dataset().id().value(), address, version, format);
        @Nullable Kept known = kept.getIfPresent(key);
        if (known != null && known.live().isStill(live)) {
            return known.text();
        }
        String text = text(tree(live, address, version), format);
        kept.put(key, new Kept(live, text));
        return text;
    }

    private ObjectNode tree(LiveDataset live, String address, OpenApiVersion version) {
        LiveExamples examples = LiveExamples.of(live, answers);
        ExampleQuestions questions = new ExampleQuestions(examples, answers, samples, address);
        OpenAPI document = new DatasetDocument(examples, questions).of(service.read(), address);
        try {
            ObjectNode tree = (ObjectNode) json.readTree(ServiceDocument.json(document));
            UnusedComponents.removeFrom(tree);
            new ClientSamples(new ClientNames(live.dataset().id()), tree, address)
                    .addTo(tree, questions.calls(), questions.conditions());
            return version.form(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String text(ObjectNode document, Format format) {
        try {
            return format == Format.YAML
                    ? yaml.writeValueAsString(document)
                    : json.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
