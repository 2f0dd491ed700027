package io.diabolo.automation;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Sends one signed request. Follows no redirect: it could lead where nobody allowed. */
@Component
class WebhookClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int EXCERPT = 1_000;
    private final WebhookAddress addresses;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Autowired
    WebhookClient(WebhookAddress addresses) {
        this(addresses, ANSWER);
    }

    /** @param patience so long the whole answer is waited for */
    WebhookClient(WebhookAddress addresses, Duration patience) {
        this.addresses = addresses;
        this.patience = patience;
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
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Diabolo")
                .header("webhook-id", id.toString())
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", Signature.of(id.toString(), at, body, secrets))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var asked = http.sendAsync(request, _ -> new Beginning());
        try {
            // The request's own time limit ends with the headers: a body may never come.
            var answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.body(), null, millis(begun));
        } catch (TimeoutException _) {
            return new Answer(null, null, "webhook.trouble.slow", millis(begun));
        } catch (ExecutionException e) {
            var why = e.getCause() instanceof HttpTimeoutException ? "slow" : "unreachable";
            return new Answer(null, null, "webhook.trouble." + why, millis(begun));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer(null, null, "webhook.trouble.slow", millis(begun));
        } finally {
            asked.cancel(true);
        }
    }

    /** The first bytes of a body, as text; the rest isn't fetched. */
    private static final class Beginning implements BodySubscriber<String> {
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (var buffer : buffers) {
                var some = new byte[Math.min(buffer.remaining(), EXCERPT - bytes.size())];
                buffer.get(some);
                bytes.writeBytes(some);
            }
            if (bytes.size() == EXCERPT) {
                onComplete();
                if (subscription != null) {
                    subscription.cancel();
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8).replace("\0", ""));
        }
    }

    private static int millis(long begun) {
        return (int) Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
