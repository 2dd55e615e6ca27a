package uk.code4health.opendata.ingest.fetch;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/** Finds the addresses of a host, and keeps those to itself that must not be connected to. */
@Singleton
class GuardedResolver implements DnsResolver {

    private final SourceGuard guard;

    GuardedResolver(SourceGuard guard) {
        this.guard = guard;
    }

    /** The host is there, but none of its addresses may be asked. */
    static final class NoPermittedAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NoPermittedAddress(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] permitted = Arrays.stream(InetAddress.getAllByName(host))
                .filter(address -> guard.permits(host, address))
                .toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new NoPermittedAddress(host);
        }
        return permitted;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
