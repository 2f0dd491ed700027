package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that writes one thing after the other, remembers what was acknowledged, repeats what wasn't under the same
 * Idempotency-Key until it is, and then looks whether all it knows is there.
 */
final class Writer implements Callable<Void> {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the usual sheet requires before a lead is qualified. */
    private static final String ANSWERS = """
            {"need": {"value": "x"}, "timing": {"value": "x"}, "budget": {"value": "x"}, "authority": {"value": "x"}}""";

    private final String name;
    private final Random random;
    private final AtomicBoolean stop;
    private final Caller caller;

    /** What was acknowledged of each record since it was last looked at: its fields, null when it is in the bin. */
    private final Map<String, @Nullable Map<String, String>> known = new LinkedHashMap<>();

    private final Set<String> unseen = new LinkedHashSet<>();
    /** The change sets of deletions that may be taken back. */
    private final Map<String, String> deletions = new LinkedHashMap<>();

    private final Map<String, Map<String, String>> inBin = new LinkedHashMap<>();
    private int number;

    Writer(String name, long seed, AtomicBoolean stop, Caller caller) {
        this.name = name;
        this.random = new Random(seed);
        this.stop = stop;
        this.caller = caller;
    }

    @Override
    public @Nullable Void call() throws Exception {
        while (!stop.get()) {
            writeSomething();
            if (caller.hadDoubts()) {
                lookAtAll();
            }
        }
        lookAtAll();
        return null;
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
        var answer = caller.once("POST", kind, JSON.writeValueAsString(fields));
        var id = answer == null ? foundBy(kind, fields) : idIn(answer);
        keep(kind + "/" + id, new LinkedHashMap<>(fields));
    }

    private static String idIn(HttpResponse<String> answer) {
        var id = JSON.readTree(answer.body()).get("id");
        assertThat(id)
                .as(
                        "%d %s %s",
                        answer.statusCode(), answer.body(), answer.headers().map())
                .isNotNull();
        return id.asString();
    }

    /** What happened without an answer is found by its name, and is there once. */
    private String foundBy(String kind, Map<String, String> fields) throws IOException, InterruptedException {
        var field = fields.containsKey("name") ? "name" : "external_id";
        var value = fields.getOrDefault(field, "");
        var answer = caller.read(
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
        caller.once("PATCH", lead + "/sheet", "application/json", ANSWERS);
        caller.once("POST", lead + "/moves", "{\"stage\":\"qualified\"}");
        change(lead, "stage", "qualified");
    }

    private void patch(String record, String field, String value) throws IOException, InterruptedException {
        caller.once("PATCH", record, JSON.writeValueAsString(Map.of(field, value)));
        change(record, field, value);
    }

    private void delete(String record) throws IOException, InterruptedException {
        var answer = caller.once("DELETE", record, "");
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
        caller.once("POST", "change-sets/" + deletions.remove(record) + "/reversal", "");
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

    /** Everything written since the last look is there as it was acknowledged. */
    private void lookAtAll() throws IOException, InterruptedException {
        for (var record : unseen) {
            var fields = known.get(record);
            var answer = caller.read(record);
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
