package uk.code4health.opendata.portal;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that pages are made with, as {@code src/main/web} makes them. The address of each holds a digest of its
 * content, so that a browser may keep it for ever and never mixes two versions of the service.
 */
@Singleton
@Named("assets")
public class Assets {

    static final String PATH = "/assets";

    private static final String STYLE = "text/css;charset=utf-8";
    private static final String SCRIPT = "text/javascript;charset=utf-8";

    private static final Map<String, String> TYPES = Map.of(
            "pages.css", STYLE,
            "reference.css", STYLE,
            "reference.js", SCRIPT,
            "swagger-ui.js", SCRIPT,
            "icon.svg", "image/svg+xml",
            "notices.txt", "text/plain;charset=utf-8");

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /** Where a page finds one. */
    public String address(String name) {
        String version = find(name)
                .orElseThrow(() -> new IllegalArgumentException("no asset " + name))
                .version();
        return PATH + "/" + version + "/" + name;
    }

    Optional<Asset> find(String name) {
        @Nullable String type = TYPES.get(name);
        return type == null
                ? Optional.empty()
                : Optional.of(read.computeIfAbsent(name, each -> new Asset(type, content(each))));
    }

    private static byte[] content(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/web/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The build left out web/" + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
