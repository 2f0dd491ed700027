package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.session.Session;

/**
 * One of the places where a member is signed in, as they recognise it.
 *
 * @param id names it on a page; the session's own would open it
 * @param browser its usual name, or empty
 * @param system that of the device, or empty
 * @param place the network it came from, without the part that tells one machine from its neighbours
 */
record OpenSession(String id, String browser, String system, String place, Instant lastSeen, boolean current) {
    private static final String BROWSER = "diabolo.browser";
    private static final String SYSTEM = "diabolo.system";
    private static final String PLACE = "diabolo.place";

    /** In this order: each browser also calls itself by the names of those it came after. */
    private static final Map<String, String> BROWSERS = named(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Firefox",
            "Firefox",
            "FxiOS",
            "Firefox",
            "CriOS",
            "Chrome",
            "Chrome",
            "Chrome",
            "Safari",
            "Safari");

    private static final Map<String, String> SYSTEMS = named(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "Mac OS",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    static OpenSession of(Session session, boolean current) {
        return new OpenSession(
                shown(session.getId()),
                session.getAttributeOrDefault(BROWSER, ""),
                session.getAttributeOrDefault(SYSTEM, ""),
                session.getAttributeOrDefault(PLACE, ""),
                session.getLastAccessedTime(),
                current);
    }

    static String shown(String id) {
        return HexFormat.of().formatHex(Secret.sha256("shown|" + id), 0, 12);
    }

    /** What a session notes of where it begins. */
    static Map<String, String> notes(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return Map.of(
                BROWSER, first(BROWSERS, agent == null ? "" : agent),
                SYSTEM, first(SYSTEMS, agent == null ? "" : agent),
                PLACE, network(request.getRemoteAddr()));
    }

    /** The first three numbers of four, the first three groups of eight: a town or an office, not a desk. */
    static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address);
            return bytes instanceof Inet4Address
                    ? address.substring(0, address.lastIndexOf('.')) + ".…"
                    : String.join(":", Arrays.copyOf(bytes.getHostAddress().split(":"), 3)) + ":…";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String first(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> named(String... pairs) {
        var names = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }
}
