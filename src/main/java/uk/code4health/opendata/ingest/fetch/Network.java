package uk.code4health.opendata.ingest.fetch;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of addresses, written as CIDR has it: {@code 10.0.0.0/8}, {@code fc00::/7}.
 *
 * @param bits how long its addresses are: 32 or 128
 * @param prefix how many of the bits all of its addresses have in common
 */
public record Network(BigInteger first, int bits, int prefix) {

    /**
     * Reads a network.
     *
     * @throws IllegalArgumentException if it is not written as a network
     */
    public static Network of(String text) {
        String[] parts = text.strip().split("/", -1);
        byte[] first = NetUtil.createByteArrayFromIpAddressString(parts[0]);
        if (parts.length != 2
                || first == null
                || !parts[1].matches("\\d{1,3}")
                || Integer.parseInt(parts[1]) > first.length * Byte.SIZE) {
            throw new IllegalArgumentException("not a network such as 10.0.0.0/8: " + text);
        }
        return new Network(new BigInteger(1, first), first.length * Byte.SIZE, Integer.parseInt(parts[1]));
    }

    boolean holds(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length * Byte.SIZE == bits
                && network(new BigInteger(1, bytes)).equals(network(first));
    }

    private BigInteger network(BigInteger address) {
        return address.shiftRight(bits - prefix);
    }
}
