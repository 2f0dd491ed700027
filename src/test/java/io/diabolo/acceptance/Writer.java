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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that writes one thing after the other, remembers what was acknowledged, repeats what wasn't under the same
 * Idempotency-Key until it is, and then looks whether all it knows is there.
 */
final class Writer implements Callable<Writer> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Random random;
    private final AtomicReference<String> address;
    private final String token;
    private final AtomicBoolean stop;
    private final HttpClient client;

    /** What was acknowledged of each record since it was last looked at: its fields, null when it is in the bin. */
    private final Map<String, @Nullable Map<String, String>> known = new LinkedHashMap<>();

    private final Set<String> unseen = new LinkedHashSet<>();
    /** The change sets of deletions that may be taken back. */
    private final Map<String, String> deletions = new LinkedHashMap<>();

    private final Map<String, Map<String, String>> inBin = new LinkedHashMap<>();
    private int number;
    private int acknowledged;
    private int interrupted;
    private int repeated;
    private boolean doubtful;

    Writer(
            String name,
            long seed,
            AtomicReference<String> address,
            String token,
            AtomicBoolean stop,
            HttpClient client) {
        this.name = name;
        this.random = new Random(seed);
        this.address = address;
        this.token = token;
        this.stop = stop;
        this.client = client;
    }

    /** How many writes happened, each of them once. */
    int acknowledged() {
        return acknowledged;
    }

    /** Of these, how many were told to have happened only when they were asked for again. */
    int interrupted() {
        return interrupted;
    }

    int repeated() {
        return repeated;
    }

    @Override
    public Writer call() throws Exception {
        while (!stop.get()) {
            writeSomething();
            if (doubtful) {
                lookAtAll();
            }
        }
        lookAtAll();
        return this;
    }

    private void writeSomething() throws IOException, InterruptedException {
        var companies = alive("companies/");
        switch (companies.size() < 3 ? 0 : random.nextInt(10)) {
            case 0, 1 -> create("companies", Map.of("name", next()));
            case 2 -> create("leads", Map.of("external_id", next(), "channel", "inbound", "source", "Web"));
            case 3, 4 -> move();
            case 5 -> delete(one(companies));
            case 6 -> restore();
            default -> patch(one(companies), "city", "Ville " + ++number);
        }
    }

    /** As long as all others, so that none is found by the beginning of another. */
    private String next() {
        return "%s-%06d".formatted(name, ++number);
    }

    private List<String> alive(String kind) {
        return known.entrySet().stream()
                .filter(record -> record.getKey().startsWith(kind) && record.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void create(String kind, Map<String, String> fields) throws IOException, InterruptedException {
        var answer = once("POST", kind, JSON.writeValueAsString(fields));
        var id = answer == null
                ? foundBy(kind, fields)
                : JSON.readTree(answer.body()).get("id").asString();
        keep(kind + "/" + id, new LinkedHashMap<>(fields));
    }

    /** What happened without an answer is found by its name, and is there once. */
    private String foundBy(String kind, Map<String, String> fields) throws IOException, InterruptedException {
        var field = fields.containsKey("name") ? "name" : "external_id";
        var value = fields.getOrDefault(field, "");
        var answer = read(
                kind + "?filter%5B" + field + "%5D=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&limit=50");
        var found = new ArrayList<String>();
        for (var item : JSON.readTree(answer.body()).get("items")) {
            if (value.equals(item.get(field).asString())) {
                found.add(item.get("id").asString());
            }
        }
        assertThat(found).as("%s of %s, said to be written", fields, name).hasSize(1);
        return found.getFirst();
    }

    private void move() throws IOException, InterruptedException {
        var waiting = alive("leads/").stream()
                .filter(lead -> !fields(lead).containsKey("stage"))
                .toList();
        if (waiting.isEmpty()) {
            create("leads", Map.of("external_id", next(), "channel", "inbound", "source", "Web"));
            return;
        }
        var lead = one(waiting);
        once("POST", lead + "/moves", "{\"stage\":\"qualified\"}");
        change(lead, "stage", "qualified");
    }

    private void patch(String record, String field, String value) throws IOException, InterruptedException {
        once("PATCH", record, JSON.writeValueAsString(Map.of(field, value)));
        change(record, field, value);
    }

    private void delete(String record) throws IOException, InterruptedException {
        var answer = once("DELETE", record, "");
        if (answer != null) {
            deletions.put(
                    record, answer.headers().firstValue("Diabolo-Change-Set").orElseThrow());
            inBin.put(record, fields(record));
        }
        keep(record, null);
    }

    private void restore() throws IOException, InterruptedException {
        if (deletions.isEmpty()) {
            return;
        }
        var record = one(List.copyOf(deletions.keySet()));
        once("POST", "change-sets/" + deletions.remove(record) + "/reversal", "");
        keep(record, inBin.remove(record));
    }

    private void keep(String record, @Nullable Map<String, String> fields) {
        known.put(record, fields);
        unseen.add(record);
    }

    private void change(String record, String field, String value) {
        fields(record).put(field, value);
        unseen.add(record);
    }

    private Map<String, String> fields(String record) {
        return Objects.requireNonNull(known.get(record));
    }

    /** Asks until it is known that it happened. Null when that is all there is to know. */
    private @Nullable HttpResponse<String> once(String method, String path, String body)
            throws IOException, InterruptedException {
        var key = UUID.randomUUID().toString();
        var began = System.nanoTime();
        while (true) {
            var answer = tried(method, path, body, key);
            if (answer != null && answer.statusCode() < 300) {
                acknowledged++;
                return answer;
            }
            if (answer != null && answer.statusCode() == 422 && answer.body().contains("interromp")) {
                acknowledged++;
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
    private @Nullable HttpResponse<String> tried(String method, String path, String body, String key)
            throws InterruptedException {
        try {
            return client.send(
                    request(path)
                            .header("Idempotency-Key", key)
                            .header(
                                    "Content-Type",
                                    method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
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

    private HttpResponse<String> read(String path) throws IOException, InterruptedException {
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

    /** Everything written since the last look is there as it was acknowledged. */
    private void lookAtAll() throws IOException, InterruptedException {
        doubtful = false;
        for (var record : unseen) {
            var fields = known.get(record);
            var answer = read(record);
            assertThat(answer.statusCode())
                    .as("%s of %s: %s", record, name, answer.body())
                    .isEqualTo(fields == null ? 404 : 200);
            if (fields != null) {
                var there = JSON.readTree(answer.body());
                fields.forEach((field, value) -> assertThat(there.get(field).asString())
                        .as("%s of %s of %s", field, record, name)
                        .isEqualTo(value));
            }
        }
        unseen.clear();
    }
}
