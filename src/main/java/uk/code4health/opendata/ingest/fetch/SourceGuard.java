package uk.code4health.opendata.ingest.fetch;

import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import uk.code4health.opendata.platform.Problem;
import uk.code4health.opendata.platform.ProblemException;

/**
 * Where files may be fetched from: by HTTP, from public addresses, unless the configuration names others. Whoever may
 * publish shall not reach through this service what only this service can reach (server-side request forgery).
 *
 * <p>An address is judged twice: what it says, before anything is sent; and the very IP address, when it is connected to
 * ({@link GuardedResolver}), so that a name cannot mean one host when it is checked and another when it is used.
 */
@Singleton
public class SourceGuard {

    private static final int LONGEST = 4_000;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Not globally reachable (IANA's registry for special purposes, RFC 6890), multicast, or a way around this table. */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this host
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // between carriers and their customers
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, and where clouds keep their secrets
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocols
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "2001::/23", // protocols; Teredo, which holds an IPv4 address
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4, which holds an IPv4 address
                    "3fff::/20") // documentation
            .map(Network::of)
            .toList();

    /** All of IPv6 that is given out for global use; loopback, mapped, translated, local addresses are outside. */
    private static final Network GLOBAL_IPV6 = Network.of("2000::/3");

    private final Set<String> allowedHosts;
    private final List<Network> allowedNetworks;
    private final Set<Integer> allowedPorts;

    SourceGuard(FetchConfig config) {
        this.allowedHosts = Set.copyOf(config.allowedHosts().orElse(Set.of()).stream()
                .map(SourceGuard::folded)
                .toList());
        this.allowedNetworks = config.allowedNetworks().orElse(List.of());
        this.allowedPorts = config.allowedPorts();
    }

    /**
     * Lets an address pass as far as it can be judged without asking for it.
     *
     * @throws ProblemException if nothing is fetched from there
     */
    public URI require(String address) {
        try {
            URI uri = new URI(address.strip());
            if (address.length() > LONGEST) {
                throw refused("the address is longer than " + LONGEST + " characters");
            }
            return require(uri);
        } catch (URISyntaxException malformed) {
            throw refused("it is not an address: " + malformed.getReason() + " at place " + malformed.getIndex());
        }
    }

    URI require(URI uri) {
        String host = uri.getHost();
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw refused("the address must begin with https:// or http://");
        }
        if (host == null) {
            throw refused("the address names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("the address holds a user name, as " + host + " would be shown it");
        }
        if (!isAllowed(host)) {
            requirePort(uri);
            byte[] literal = NetUtil.createByteArrayFromIpAddressString(folded(host));
            if (literal != null && !permits(host, address(literal))) {
                throw notPublic(host);
            }
        }
        return uri;
    }

    private void requirePort(URI uri) {
        int port = uri.getPort();
        if (port != -1 && !allowedPorts.contains(port)) {
            throw refused("port " + port + " is none of those it asks at, which are "
                    + allowedPorts.stream().sorted().toList());
        }
    }

    /** Whether a host may be asked at an address that its name stands for. */
    boolean permits(String host, InetAddress address) {
        return isAllowed(host)
                || isPublic(address)
                || allowedNetworks.stream().anyMatch(network -> network.holds(address));
    }

    static boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || GLOBAL_IPV6.holds(address))
                && NOT_PUBLIC.stream().noneMatch(network -> network.holds(address));
    }

    static ProblemException notPublic(String host) {
        return refused(host + " has no public address. Whoever runs the service can allow it");
    }

    private boolean isAllowed(String host) {
        return allowedHosts.contains(folded(host));
    }

    /** The same host however it is written: small letters, no final dot, no brackets. */
    private static String folded(String host) {
        return host.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|\\.$", "");
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ProblemException refused(String why) {
        return Problem.SOURCE_REFUSED.with("Nothing is fetched from there: " + why + ".");
    }
}
