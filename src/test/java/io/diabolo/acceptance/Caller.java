package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A program that asks the API until it is answered: a write under the same Idempotency-Key, so that it happens once. */
final class Caller {
    /** A start takes its time on a busy machine. */
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(3);

    private final String name;
    private final AtomicReference<String> address;
    private final String token;
    private final HttpClient client;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private int interrupted;
    private int repeated;
    private boolean doubtful;

    Caller(String name, AtomicReference<String> address, String token, HttpClient client) {
        this.name = name;
        this.address = address;
        this.token = token;
        this.client = client;
    }

    /** How many writes happened, each of them once. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** Of these, how many were told to have happened only when they were asked for again. */
    int interrupted() {
        return interrupted;
    }

    int repeated() {
        return repeated;
    }

    /** Whether something had to be asked again since this was last called. */
    boolean hadDoubts() {
        var had = doubtful;
        doubtful = false;
        return had;
    }

    @Nullable
    HttpResponse<String> once(String method, String path, String body) throws InterruptedException {
        var type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return once(method, path, type, body);
    }

    /** Asks until it is known that it happened. Null when that is all there is to know. */
    @Nullable
    HttpResponse<String> once(String method, String path, String type, String body) throws InterruptedException {
        var key = UUID.randomUUID().toString();
        var began = System.nanoTime();
        while (true) {
            var answer = tried(method, path, type, body, key);
            if (answer != null && answer.statusCode() < 300) {
                acknowledged.incrementAndGet();
                return answer;
            }
            if (answer != null && answer.statusCode() == 422 && answer.body().contains("interromp")) {
                acknowledged.incrementAndGet();
                interrupted++;
                return null;
            }
            var waits = answer == null
                    || answer.statusCode() == 503
                    || (answer.statusCode() == 422 && answer.body().contains("en cours"));
            assertThat(waits && System.nanoTime() - began < ANSWERED_WITHIN.toNanos())
                    .as(() -> name + " " + method + " " + path + " " + body + ": "
                            + (answer == null ? "nobody answers" : answer.statusCode() + " " + answer.body()))
                    .isTrue();
            repeated++;
            doubtful = true;
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Null when the line broke. */
    private @Nullable HttpResponse<String> tried(String method, String path, String type, String body, String key)
            throws InterruptedException {
        try {
            return client.send(
                    request(path)
                            .header("Idempotency-Key", key)
                            .header("Content-Type", type)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address.get() + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept-Language", "fr")
                .header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> read(String path) throws InterruptedException {
        var began = System.nanoTime();
        while (true) {
            try {
                var answer = client.send(request(path).GET().build(), BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return answer;
                }
            } catch (IOException e) {
                // it is starting
            }
            assertThat(System.nanoTime() - began).as("nobody answers").isLessThan(ANSWERED_WITHIN.toNanos());
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
