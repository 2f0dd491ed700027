package io.diabolo.platform;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** One request's name: on each of its lines in the log, in its answer's header, and on the page that says it failed. */
public final class RequestId {
    static final String NAME = "request";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    /** A new one. Always ours: a stranger's could say anything in the log. */
    public static String fresh() {
        var bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Lines that this thread logs belong to it from now on. */
    public static void put(String id) {
        MDC.put(NAME, id);
    }

    public static void clear() {
        MDC.remove(NAME);
    }

    /** That of the request in hand; null outside one. */
    public static @Nullable String current() {
        return MDC.get(NAME);
    }
}
