package io.diabolo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many tabs that look at lists and follow what changes, as a browser does: a stream each, and a fetch of the list a moment
 * after it is told; and programs that write all the while.
 */
final class OpenPages implements AutoCloseable {
    /** A page with the topic that it follows. */
    private record Page(String path, String topic) {}

    private static final List<Page> PAGES = List.of(
            new Page("/leads", "lead"), new Page("/companies", "company"), new Page("/opportunities", "opportunity"));

    private final URI base;
    private final List<String> sessions;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> streams = ConcurrentHashMap.newKeySet();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Queue<Double> fetches = new ConcurrentLinkedQueue<>();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final Set<Integer> deaf = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** @param sessions the Cookie headers of members who are signed in; pages share them evenly */
    OpenPages(String base, List<String> sessions, String token) {
        this.base = URI.create(base);
        this.sessions = sessions;
        this.token = token;
    }

    /** Returns once so many are open. */
    void open(int pages) throws IOException {
        for (var i = 0; i < pages; i++) {
            var page = PAGES.get(i % PAGES.size());
            var cookie = sessions.get(i % sessions.size());
            var number = i;
            deaf.add(number);
            var lines = listen(page, cookie);
            threads.execute(() -> follow(number, page, cookie, lines));
        }
    }

    private BufferedReader listen(Page page, String cookie) throws IOException {
        var stream = Stream.open(base, cookie, page.topic());
        streams.add(stream.socket());
        if (!stream.isOpen()) {
            errors.add("stream: " + stream.status());
        }
        return stream.lines();
    }

    /** However often it is told meanwhile, a page fetches once at a time. */
    private void follow(int number, Page page, String cookie, BufferedReader lines) {
        var due = new AtomicLong();
        threads.execute(() -> fetchWhatIsDue(page, cookie, due));
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    heard.incrementAndGet();
                    deaf.remove(number);
                    due.incrementAndGet();
                }
            }
            if (!over) {
                errors.add("stream ended");
            }
        } catch (IOException e) {
            if (!over) {
                errors.add("stream: " + e.getMessage());
            }
        }
    }

    private void fetchWhatIsDue(Page page, String cookie, AtomicLong due) {
        while (!over) {
            LockSupport.parkNanos(
                    Duration.ofMillis(100 + ThreadLocalRandom.current().nextInt(900))
                            .toNanos());
            if (due.getAndSet(0) > 0 && !over) {
                var began = System.nanoTime();
                ask(HttpRequest.newBuilder(base.resolve(page.path()))
                        .header("Cookie", cookie)
                        .header("Accept", "text/html")
                        .header("HX-Request", "true")
                        .GET());
                fetches.add((System.nanoTime() - began) / 1e6);
            }
        }
    }

    /** So many programs write as fast as they are answered. */
    void write(int writers, Duration time) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var writing = new ArrayList<Thread>();
        for (var i = 0; i < writers; i++) {
            writing.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    writeOnce();
                }
            }));
        }
        for (var writer : writing) {
            writer.join();
        }
    }

    private void writeOnce() {
        var lead = post("leads", "{\"external_id\":\"L-" + UUID.randomUUID() + "\",\"channel\":\"inbound\"}");
        if (lead != null) {
            post(
                    "leads/" + JsonMapper.shared().readTree(lead).get("id").asString() + "/moves",
                    "{\"stage\":\"qualified\"}");
        }
        post("companies", "{\"name\":\"L " + UUID.randomUUID() + "\"}");
        post("opportunities", "{\"name\":\"L " + UUID.randomUUID() + "\"}");
    }

    private @Nullable String post(String path, String json) {
        var answer = ask(HttpRequest.newBuilder(base.resolve("/api/v1/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
        if (answer != null) {
            written.incrementAndGet();
        }
        return answer;
    }

    /** Null, and an error noted, when the answer isn't a good one. */
    private @Nullable String ask(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
            if (answer.statusCode() < 300) {
                return answer.body();
            }
            errors.add(answer.statusCode() + " " + answer.uri().getPath());
        } catch (IOException e) {
            errors.add(e + " " + base);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    /** How many pages have been told nothing yet. */
    int deaf() {
        return deaf.size();
    }

    long heard() {
        return heard.get();
    }

    long written() {
        return written.get();
    }

    /** How long pages waited for what they fetched again, in milliseconds. */
    ArrayList<Double> fetches() {
        return new ArrayList<>(fetches);
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (var stream : streams) {
            stream.close();
        }
        threads.close();
        client.close();
    }
}
