package io.diabolo.automation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends one signed request. Follows no redirect: it could lead where nobody allowed. */
@Component
class WebhookClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int EXCERPT = 1_000;
    private final WebhookAddress addresses;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebhookClient(WebhookAddress addresses) {
        this.addresses = addresses;
    }

    /**
     * @param status null when there was no answer
     * @param excerpt the beginning of the answer's body
     * @param trouble text key of why there was none
     */
    record Answer(
            @Nullable Integer status,
            @Nullable String excerpt,
            @Nullable String trouble,
            int millis) {
        boolean isTaken() {
            return status != null && status >= 200 && status < 300;
        }
    }

    Answer tell(String url, UUID id, String body, List<String> secrets, Instant at) {
        var begun = System.nanoTime();
        var address = URI.create(url);
        var trouble = addresses.trouble(address);
        if (trouble != null) {
            return new Answer(null, null, trouble, millis(begun));
        }
        var request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Diabolo")
                .header("webhook-id", id.toString())
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", Signature.of(id.toString(), at, body, secrets))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var in = answer.body()) {
                var excerpt = new String(in.readNBytes(EXCERPT), StandardCharsets.UTF_8).replace("\0", "");
                return new Answer(answer.statusCode(), excerpt, null, millis(begun));
            }
        } catch (HttpTimeoutException _) {
            return new Answer(null, null, "webhook.trouble.slow", millis(begun));
        } catch (IOException | IllegalArgumentException _) {
            return new Answer(null, null, "webhook.trouble.unreachable", millis(begun));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer(null, null, "webhook.trouble.slow", millis(begun));
        }
    }

    private static int millis(long begun) {
        return (int) Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
