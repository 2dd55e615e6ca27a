package uk.code4health.opendata.access;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import uk.code4health.opendata.platform.Secrets;

/** The one token that may publish: the configured one, or one made at the first start. */
@Singleton
@Startup // to be shown when the service starts, not when somebody first needs it
public class BootstrapToken {

    private static final String NAME = "bootstrap-token-sha256";

    private final byte[] sha256;

    BootstrapToken(AccessConfig config, Secrets secrets) {
        this.sha256 = config.bootstrapToken().map(DigestUtils::sha256).orElseGet(() -> keptOrMade(secrets));
    }

    boolean is(String token) {
        return MessageDigest.isEqual(sha256, DigestUtils.sha256(token));
    }

    private static byte[] keptOrMade(Secrets secrets) {
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.randomBytes());
        if (secrets.keepIfAbsent(NAME, DigestUtils.sha256(made))) {
            Log.infof("The token for publishing, shown this once: %s (or set OPENDATA_BOOTSTRAP_TOKEN)", made);
        }
        return secrets.find(NAME).orElseThrow();
    }
}
