package uk.code4health.opendata.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where files may be fetched from, as it comes and as it can be configured. */
class SourceGuardTest {

    private static final String UPLOADS = "quarkus.http.limits.max-body-size";

    private final SourceGuard guard = guard(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "2001:db8::1"
            })
    void whatIsNotPublicIsRefused(String address) throws UnknownHostException {
        assertThat(guard.permits("example.org", InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.1",
                "169.253.1.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4009::1"
            })
    void whatIsPublicIsNot(String address) throws UnknownHostException {
        assertThat(guard.permits("example.org", InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anAddressOfIpv4WrittenAsOneOfIpv6IsSeenThrough() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = 10;
        assertThat(guard.permits("example.org", InetAddress.getByAddress(mapped)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://files.digital.nhs.uk/x.csv",
                "http://files.digital.nhs.uk:80/x.csv",
                "HTTPS://files.digital.nhs.uk:443/x.csv?a=b",
                "http://1.1.1.1/"
            })
    void anAddressOfAPublisherPasses(String address) {
        assertThat(guard.require(address).toString()).isEqualTo(address);
    }

    @Test
    void aHostThatIsNamedMayBeAnywhere() throws UnknownHostException {
        SourceGuard naming = guard(Map.of("opendata.fetch.allowed-hosts", "Mirror.Internal, 127.0.0.1,::1"));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThat(naming.permits("mirror.internal", loopback)).isTrue();
        assertThat(naming.permits("MIRROR.internal.", loopback)).isTrue();
        assertThat(naming.permits("internal", loopback)).isFalse();
        assertThat(naming.require("http://mirror.internal:8081/x.csv")).hasPort(8081);
        assertThat(naming.require("http://127.0.0.1:8081/x.csv")).hasPort(8081);
        assertThat(naming.require("http://[::1]:8081/x.csv")).hasPort(8081);
        assertRefused(naming, "http://127.0.0.2/x.csv", "no public address");
        assertRefused(naming, "http://other.internal:8081/x.csv", "port 8081");
    }

    @Test
    void aNetworkThatIsNamedMayBeAskedAtTheUsualPorts() throws UnknownHostException {
        SourceGuard naming = guard(Map.of("opendata.fetch.allowed-networks", "10.20.0.0/16,fd12::/32"));
        assertThat(naming.permits("a.internal", InetAddress.getByName("10.20.3.4")))
                .isTrue();
        assertThat(naming.permits("a.internal", InetAddress.getByName("fd12::4")))
                .isTrue();
        assertThat(naming.permits("a.internal", InetAddress.getByName("10.21.3.4")))
                .isFalse();
        assertThat(naming.require("http://10.20.3.4/x.csv")).hasHost("10.20.3.4");
        assertRefused(
                naming, "http://10.20.3.4:8081/x.csv", "port 8081 is none of those it asks at, which are [80, 443]");
        assertThat(guard(Map.of("opendata.fetch.allowed-ports", "80,8081")).require("http://example.org:8081/x.csv"))
                .hasPort(8081);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "internal/8", "/8", "10.0.0.0/8/8"})
    void whatIsNoNetworkIsNoConfiguration(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDefaultsAreThese() {
        FetchConfig config = config(Map.of());
        assertThat(config.largestBytes().asLongValue()).isEqualTo(8L << 30);
        assertThat(config.allowedHosts()).isEmpty();
        assertThat(config.allowedNetworks()).isEmpty();
        assertThat(config.allowedPorts()).containsExactlyInAnyOrder(80, 443);
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.longest()).isEqualTo(Duration.ofHours(2));
        assertThat(config.tries()).isEqualTo(6);
        assertThat(config.firstPause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.longestPause()).isEqualTo(Duration.ofMinutes(5));
    }

    private static void assertRefused(SourceGuard guard, String address, String why) {
        assertThatThrownBy(() -> guard.require(address)).hasMessageContaining(why);
    }

    private static SourceGuard guard(Map<String, String> settings) {
        return new SourceGuard(config(settings));
    }

    private static FetchConfig config(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(FetchConfig.class)
                .withDefaultValue(UPLOADS, "8G")
                .withDefaultValues(settings)
                .build();
        return config.getConfigMapping(FetchConfig.class);
    }
}
