package uk.code4health.opendata.contract;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of pages elsewhere, which a manifest holds as any text. */
final class WebAddress {

    private WebAddress() {}

    /** The same as an absolute URL of the web; empty if it is none. */
    static Optional<String> of(String text) {
        try {
            URI address = new URI(text);
            boolean isOfTheWeb = ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
            return isOfTheWeb ? Optional.of(address.toASCIIString()) : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
