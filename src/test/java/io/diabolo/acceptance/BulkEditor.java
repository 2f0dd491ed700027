package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gives all records of a list one value after the other, through the page. Each time it is a job; a form that
 * wasn't answered isn't sent again, so it may have begun one or not.
 */
final class BulkEditor implements Callable<Void> {
    private static final Pattern PAGE_TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");
    private static final Duration DONE_WITHIN = Duration.ofMinutes(4);
    private final String query;
    private final long count;
    private final AtomicReference<String> address;
    private final String cookie;
    private final AtomicBoolean stop;
    private final HttpClient client;
    private int acknowledged;

    BulkEditor(
            String query,
            long count,
            AtomicReference<String> address,
            String cookie,
            AtomicBoolean stop,
            HttpClient client) {
        this.query = query;
        this.count = count;
        this.address = address;
        this.cookie = cookie;
        this.stop = stop;
        this.client = client;
    }

    /** How many jobs the page that they began was shown of. */
    int acknowledged() {
        return acknowledged;
    }

    @Override
    public @Nullable Void call() throws Exception {
        for (var number = 1; !stop.get(); number++) {
            var token = PAGE_TOKEN.matcher(page("/opportunities"));
            assertThat(token.find()).as("signed in").isTrue();
            var form = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)
                    + "&action=set&field=next_step&value=Pas+" + number + "&all=true&count=" + count
                    + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
            var answer = tried(request("/opportunities/bulk")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
            if (answer != null && answer.statusCode() != 503) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
                acknowledged++;
                seeThrough(URI.create(answer.headers().firstValue("Location").orElseThrow())
                        .getPath());
            }
        }
        return null;
    }

    /** Its page offers to stop it as long as it runs. It may begin again after each kill: the time counts from the last one. */
    private void seeThrough(String job) throws InterruptedException {
        var until = System.nanoTime() + DONE_WITHIN.toNanos();
        while (page(job).contains(job + "/cancellation")) {
            if (!stop.get()) {
                until = System.nanoTime() + DONE_WITHIN.toNanos();
            }
            assertThat(System.nanoTime()).as(job).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** Looks again until there is a page. */
    private String page(String path) throws InterruptedException {
        var until = System.nanoTime() + DONE_WITHIN.toNanos();
        while (true) {
            var answer = tried(request(path).GET());
            if (answer != null && answer.statusCode() == 200) {
                return answer.body();
            }
            assertThat(System.nanoTime())
                    .as(() -> path + ": " + (answer == null ? "nobody" : answer.statusCode() + " " + answer.body()))
                    .isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** Null when the line broke. */
    private @Nullable HttpResponse<String> tried(HttpRequest.Builder request) throws InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address.get() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html")
                .header("Cookie", cookie);
    }
}
