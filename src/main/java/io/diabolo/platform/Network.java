package io.diabolo.platform;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** Where a sender sits, as limits count them. */
public final class Network {
    private static final int GROUPS = 4;

    private Network() {}

    /**
     * A whole IPv4 address; of IPv6 the half that a household is given, for it has all addresses of the other half. What is no
     * address of a network, such as one of e-mail, stays as it is, and no name is ever looked up.
     */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var zone = address.indexOf('%');
            var read = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
            var whole = read.getHostAddress();
            return read instanceof Inet6Address ? String.join(":", Arrays.copyOf(whole.split(":"), GROUPS)) : whole;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
