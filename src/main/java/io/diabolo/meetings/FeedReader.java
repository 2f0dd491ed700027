package io.diabolo.meetings;

import io.diabolo.platform.PublicNet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fetches a calendar from an address that a member gave. Only from the public net: whoever may give an address could
 * otherwise have Diabolo ask its own neighbours.
 */
@Component
class FeedReader {
    private static final int MOST_BYTES = 5_000_000;
    private static final int MOST_REDIRECTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);

    private final Predicate<InetAddress> isPublic;
    private final HttpClient http;

    FeedReader() {
        this(PublicNet::isPublic);
    }

    FeedReader(Predicate<InetAddress> isPublic) {
        this.isPublic = isPublic;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Why nothing came: the tail of a text key. */
    static final class Trouble extends Exception {
        private final String key;

        Trouble(String key) {
            super(key);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /** An address as people paste it, or null when it is none. */
    static @Nullable URI address(String text) {
        try {
            var url = new URI(text.strip().replaceFirst("^webcals?://", "https://"));
            var scheme = String.valueOf(url.getScheme());
            return (scheme.equals("https") || scheme.equals("http"))
                            && url.getHost() != null
                            && url.getUserInfo() == null
                            && text.length() <= 2_000
                    ? url
                    : null;
        } catch (URISyntaxException _) {
            return null;
        }
    }

    String read(URI address) throws Trouble {
        var at = address;
        for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
            check(at);
            var answer = ask(at);
            if (!ELSEWHERE.contains(answer.statusCode())) {
                return text(answer);
            }
            close(answer);
            var next = answer.headers().firstValue("Location").orElse("");
            var onward = address(at.resolve(next).toString());
            if (onward == null) {
                throw new Trouble("unreachable");
            }
            at = onward;
        }
        throw new Trouble("unreachable");
    }

    /**
     * All addresses of the name have to be public. They are asked for again when the connection is made; the Java runtime
     * keeps the answer for some seconds, so that it is the same.
     */
    private void check(URI address) throws Trouble {
        try {
            for (var one : InetAddress.getAllByName(address.getHost())) {
                if (!isPublic.test(one)) {
                    throw new Trouble("private");
                }
            }
        } catch (UnknownHostException e) {
            throw new Trouble("unreachable");
        }
    }

    private HttpResponse<InputStream> ask(URI address) throws Trouble {
        var request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Accept", "text/calendar, text/plain;q=0.5")
                .header("User-Agent", "Diabolo")
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw new Trouble("slow");
        } catch (IOException | IllegalArgumentException e) {
            throw new Trouble("unreachable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("slow");
        }
    }

    private static String text(HttpResponse<InputStream> answer) throws Trouble {
        if (answer.statusCode() != 200) {
            close(answer);
            throw new Trouble("refused");
        }
        var until = System.nanoTime() + ANSWER.toNanos();
        try (var in = answer.body()) {
            var all = new java.io.ByteArrayOutputStream();
            var piece = new byte[16_384];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                all.write(piece, 0, n);
                if (all.size() > MOST_BYTES) {
                    throw new Trouble("large");
                }
                if (System.nanoTime() > until) {
                    throw new Trouble("slow");
                }
            }
            return all.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Trouble("unreachable");
        }
    }

    private static void close(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException _) {
            // it was of no use anyway
        }
    }
}
