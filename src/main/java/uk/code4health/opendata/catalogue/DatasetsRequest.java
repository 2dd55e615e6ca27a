package uk.code4health.opendata.catalogue;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.code4health.opendata.dataset.Nearest;
import uk.code4health.opendata.platform.Fault;
import uk.code4health.opendata.platform.Problem;

/** Which datasets of the catalogue are asked for. */
record DatasetsRequest(
        Optional<String> words,
        Optional<String> keyword,
        Optional<String> publisher,
        String sort,
        int limit,
        Optional<String> cursor) {

    private static final List<String> PARAMETERS = List.of("q", "keyword", "publisher", "sort", "limit", "cursor");
    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;

    private static final Map<String, Comparator<LiveDataset>> SORTS = Map.of(
            "id", Comparator.comparing(live -> live.dataset().id().value()),
            "title", Comparator.comparing(live -> live.dataset().title()),
            "last_modified", Comparator.comparing(LiveDataset::lastModified));

    static DatasetsRequest of(UriInfo request) {
        MultivaluedMap<String, String> parameters = request.getQueryParameters();
        KnownParameters.requireOnce(parameters, PARAMETERS);
        DatasetsRequest asked = new DatasetsRequest(
                Optional.ofNullable(parameters.getFirst("q")),
                Optional.ofNullable(parameters.getFirst("keyword")),
                Optional.ofNullable(parameters.getFirst("publisher")),
                Objects.requireNonNullElse(parameters.getFirst("sort"), "id"),
                limit(parameters.getFirst("limit")),
                Optional.ofNullable(parameters.getFirst("cursor")));
        asked.order();
        return asked;
    }

    boolean matches(LiveDataset live) {
        var dataset = live.dataset();
        String text = fold(dataset.id() + " " + dataset.title() + " " + dataset.description() + " "
                + String.join(" ", dataset.keywords()));
        return words.stream()
                        .flatMap(q -> List.of(fold(q).split("\\s+")).stream())
                        .allMatch(text::contains)
                && keyword.stream().allMatch(word -> dataset.keywords().contains(fold(word)))
                && publisher.stream().allMatch(name -> fold(dataset.publisher()).equals(fold(name)));
    }

    Comparator<LiveDataset> order() {
        boolean descending = sort.startsWith("-");
        Comparator<LiveDataset> order = SORTS.get(descending ? sort.substring(1) : sort);
        if (order == null) {
            throw Problem.PARAMETER_INVALID.with(new Fault(
                    "sort",
                    "The catalogue cannot be sorted by this.",
                    SORTS.keySet().stream().sorted().toList(),
                    Nearest.to(sort, SORTS.keySet()).orElse(null)));
        }
        return (descending ? order.reversed() : order).thenComparing(Objects.requireNonNull(SORTS.get("id")));
    }

    /** The same question from the dataset after this one on. */
    String next(LiveDataset last) {
        StringBuilder link = new StringBuilder(Links.DATASETS + "?limit=" + limit + "&sort=" + encode(sort));
        words.ifPresent(value -> link.append("&q=").append(encode(value)));
        keyword.ifPresent(value -> link.append("&keyword=").append(encode(value)));
        publisher.ifPresent(value -> link.append("&publisher=").append(encode(value)));
        return link.append("&cursor=").append(last.dataset().id()).toString();
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (text.matches("\\d{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        }
        throw Problem.PARAMETER_INVALID.with(
                new Fault("limit", "The limit is a whole number from 1 to " + HIGHEST_LIMIT + "."));
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
