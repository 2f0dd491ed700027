package io.diabolo.platform;

import java.net.InetAddress;

/**
 * Which addresses Diabolo may ask when somebody else names them: whoever may give an address could otherwise have it ask its
 * own neighbours.
 */
public final class PublicNet {
    private PublicNet() {}

    /** Neither this machine, nor its network, nor what is kept for special use (RFC 6890). */
    public static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        return !(first == 0
                || first == 10
                || first == 127
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0)
                || (first == 198 && (second == 18 || second == 19)));
    }

    /** Unique local ones, and those that carry another address inside. */
    private static boolean isPublic6(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        return (first & 0xfe) != 0xfc
                && first != 0
                && !(first == 0x20 && second == 0x02)
                && !(first == 0x64 && second == 0xff)
                && !(first == 0xfe && second >= 0xc0)
                && !(first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
    }
}
