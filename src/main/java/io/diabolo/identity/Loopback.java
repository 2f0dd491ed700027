package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Set;

/** Whether a request comes from this very machine, and meant it. */
final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private Loopback() {}

    /**
     * Not when a proxy passes it on, which makes strangers look local; nor under another name, by which a page on the
     * internet could lead a browser here.
     */
    static boolean is(HttpServletRequest request) {
        return request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null
                && NAMES.contains(request.getServerName())
                && isLoopback(request.getRemoteAddr());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
