package uk.code4health.opendata.portal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;
import uk.code4health.opendata.platform.ContentCoding;

/** A file that pages are made with: a style, a script, an image. Coded once for each coding that is asked for. */
final class Asset {

    private static final int ENOUGH_OF_A_DIGEST = 16;

    private final String type;
    private final byte[] content;
    private final String version;
    private final Map<ContentCoding, byte[]> coded = new ConcurrentHashMap<>();

    Asset(String type, byte[] content) {
        this.type = type;
        this.content = content;
        this.version = DigestUtils.sha256Hex(content).substring(0, ENOUGH_OF_A_DIGEST);
    }

    /** Its media type. */
    String type() {
        return type;
    }

    /** Another of other content. */
    String version() {
        return version;
    }

    byte[] content(ContentCoding coding) {
        return coded.computeIfAbsent(coding, each -> each.of(content));
    }
}
