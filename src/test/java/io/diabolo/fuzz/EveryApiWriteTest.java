package io.diabolo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.acceptance.EveryAddress;
import io.diabolo.records.RecordTypes;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every body that the API takes, at a record that is there, as its description shows it but for one place, then another,
 * where nonsense stands: never a fault of ours, and never a change when the answer is an error. More of it:
 * {@code -Ddiabolo.fuzz=10} rounds; the same again: {@code -Ddiabolo.seed}.
 */
@DiaboloTest
class EveryApiWriteTest {
    private static final int ROUNDS = Integer.getInteger("diabolo.fuzz", 1);
    private static final long SEED = Long.getLong("diabolo.seed", 20261130);
    /** So many of a body a round. */
    private static final int PLACES = 3;

    private static final String HERE = "the-place-for-nonsense";
    /** They are counted when they are refused too: that is what it limits. */
    private static final String TRIES_OF_STRANGERS = "submission_window=";

    private static final Set<String> WRITE = Set.of("post", "put", "patch");
    /** An id that an example shows or shortens. */
    private static final Pattern AN_ID = Pattern.compile("0[0-9a-f-]*…|…|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** What ends something comes last, or nothing would be left to send the others to. */
    private static final Pattern ENDS = Pattern.compile(
            ".*/(merges|moves|ending|go-live|decision|disqualification|return|refusal|closing|outcome)$");

    private final ApplicationContext application;
    private final DSLContext sql;
    private final RecordTypes types;
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> withoutRecord = new TreeSet<>();
    private final SoftAssertions softly = new SoftAssertions();

    EveryApiWriteTest(ApplicationContext application, DSLContext sql, RecordTypes types) {
        this.application = application;
        this.sql = sql;
        this.types = types;
    }

    /** @param example what may be sent, as the description shows it; {@code fields}: what else there may be */
    private record Write(String method, String pattern, ObjectNode example, Set<String> fields, boolean readable) {
        String type() {
            return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        }

        /** The body with a mark in each place where something else could stand. */
        List<String> marked() {
            var all = new ArrayList<String>();
            mark(example, all);
            fields.stream().filter(name -> !example.has(name)).forEach(name -> {
                example.put(name, HERE);
                all.add(example.toString());
                example.remove(name);
            });
            return all.isEmpty() ? List.of("{\"name\":\"" + HERE + "\"}") : all;
        }

        private void mark(JsonNode node, List<String> all) {
            if (node instanceof ObjectNode object) {
                for (var name : names(object)) {
                    var was = object.get(name);
                    object.put(name, HERE);
                    all.add(example.toString());
                    object.set(name, was);
                    mark(was, all);
                }
            } else if (node instanceof ArrayNode list) {
                for (var i = 0; i < list.size(); i++) {
                    var was = list.get(i);
                    list.set(i, HERE);
                    all.add(example.toString());
                    list.set(i, was);
                    mark(was, all);
                }
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void nonsense_in_any_field_breaks_nothing_and_changes_nothing(Given given) throws Exception {
        new EveryAddress(application, given).all();
        try (var stranger = Stranger.in(given, application)) {
            var writes = writes(described(stranger), given);
            var nonsense = new Nonsense(SEED);
            var standing = new Standing(stranger);
            for (var round = 0; round < ROUNDS; round++) {
                for (var write : writes) {
                    for (var body : nonsense.some(PLACES, write.marked())) {
                        var path = path(write.pattern(), stranger, given, nonsense);
                        send(stranger, standing, write, path, body.replace('"' + HERE + '"', nonsense.value()));
                    }
                }
            }
            System.out.println("fuzz seed " + SEED + ": " + writes.size() + " writes, answers " + answers
                    + ", without a record " + withoutRecord);
            assertThat(writes).hasSizeGreaterThan(100);
            assertThat(withoutRecord).hasSizeLessThan(writes.size() / 5);
            softly.assertAll();
        }
    }

    private static JsonNode described(Stranger stranger) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(stranger.send("GET", "/api/openapi.json", "", new byte[0])
                        .body());
    }

    private List<Write> writes(JsonNode described, Given given) {
        var writes = new ArrayList<Write>();
        described
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> WRITE.contains(operation.getKey()))
                        .forEach(operation -> {
                            var content = operation.getValue().at("/requestBody/content/application~1json");
                            if (!content.isMissingNode()) {
                                var fields = new LinkedHashSet<String>();
                                collect(content.path("schema"), described, fields);
                                writes.add(new Write(
                                        operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                        path.getKey(),
                                        example(content.path("example"), given),
                                        fields,
                                        path.getValue().has("get")));
                            }
                        }));
        return writes.stream()
                .sorted(Comparator.comparing(
                        write -> ENDS.matcher(write.pattern()).matches()))
                .toList();
    }

    private static void collect(JsonNode schema, JsonNode described, Set<String> fields) {
        var named = schema.path("$ref").asString("");
        if (!named.isEmpty()) {
            collect(described.at(named.substring(1)), described, fields);
        }
        fields.addAll(names(schema.path("properties")));
    }

    private ObjectNode example(JsonNode shown, Given given) {
        var example = JsonMapper.shared().createObjectNode();
        try {
            if ((shown.isString() ? JsonMapper.shared().readTree(shown.asString()) : shown)
                    instanceof ObjectNode read) {
                example = read.deepCopy();
            }
        } catch (JacksonException _) {
            // It is shortened; the fields are known all the same.
        }
        for (var name : names(example)) {
            var value = example.get(name);
            var id = value.isString() && AN_ID.matcher(value.asString()).matches()
                    ? known(name.replaceFirst("_id$", ""), given)
                    : null;
            if (id != null) {
                example.put(name, id);
            }
        }
        return example;
    }

    /** A record by what a field calls it. */
    private @Nullable String known(String name, Given given) {
        if (Set.of("owner", "member").contains(name)) {
            return given.administrator().member().toString();
        }
        var type = types.byId(name.equals("loser") ? "company" : name).orElse(null);
        return type == null ? null : newest(type.table().getName(), given);
    }

    private @Nullable String newest(String table, Given given) {
        return given.in(() -> {
            var known = sql.fetchExists(DSL.selectOne()
                    .from("information_schema.columns")
                    .where(
                            "table_schema = 'public' and table_name = ? and column_name = 'id' and data_type = 'uuid'",
                            table));
            var id = known
                    ? sql.fetchOne(
                            "select id::text from {0} where id <> {1} order by id desc limit 1",
                            DSL.name(table),
                            DSL.val(given.administrator().member().value()))
                    : null;
            return id == null ? null : id.get(0, String.class);
        });
    }

    /** With the ids, keys and names that the lists before them say, or that lie in their tables. */
    private String path(String pattern, Stranger stranger, Given given, Nonsense nonsense)
            throws IOException, InterruptedException {
        var path = new StringBuilder();
        for (var part : pattern.substring(1).split("/")) {
            var list = path.toString();
            var found =
                    part.startsWith("{") ? found(list, part.substring(1, part.length() - 1), stranger, given) : part;
            if (found.isEmpty()) {
                withoutRecord.add(pattern);
                found = nonsense.one(stranger.ids());
            }
            path.append('/').append(URLEncoder.encode(found, StandardCharsets.UTF_8));
        }
        return path.toString();
    }

    private String found(String list, String called, Stranger stranger, Given given)
            throws IOException, InterruptedException {
        var before = ids.get(list + called);
        if (before != null) {
            return before;
        }
        var answer = stranger.send("GET", list, "", new byte[0]);
        var found =
                answer.statusCode() == 200 ? listed(JsonMapper.shared().readTree(answer.body()), called, given) : null;
        if (found == null) {
            var word = list.substring(list.lastIndexOf('/') + 1);
            found = newest(word.replace('-', '_').replaceFirst("ies$", "y").replaceFirst("s$", ""), given);
        }
        var known = Objects.requireNonNullElse(found, "");
        ids.put(list + called, known);
        return known;
    }

    /** The last one: the first member is who asks. */
    private static @Nullable String listed(JsonNode answer, String called, Given given) {
        var items = answer.isArray() ? answer : answer.path("items");
        var me = given.administrator().member().toString();
        String found = null;
        for (var item : items) {
            for (var name : List.of("key", "id", called)) {
                var value = item.path(name).asString("");
                if (!value.isEmpty() && !value.equals(me)) {
                    found = value;
                }
            }
        }
        return found;
    }

    private void send(Stranger stranger, Standing standing, Write write, String path, String body)
            throws IOException, InterruptedException {
        var sent = standing.send(() -> stranger.send(write.method(), path, write.type(), Nonsense.bytes(body)));
        var status = sent.answer().statusCode();
        answers.merge(status, 1, Integer::sum);
        var what = "seed " + SEED + ": " + write.method() + " " + path + " " + shortened(body) + " → " + status;
        softly.assertThat(status).as(what).isLessThan(500);
        softly.assertThat(status).as(what).isNotEqualTo(401);
        if (!sent.isTaken()) {
            softly.assertThat(sent.changed())
                    .as(what + " changed")
                    .allMatch(table -> table.startsWith(TRIES_OF_STRANGERS));
            // Whoever meets another state than expected may be shown the record as it stands.
            softly.assertThat(sent.answer().headers().firstValue("Content-Type").orElse("nothing"))
                    .as(what)
                    .startsWith(status == 409 ? "application/" : "application/problem+json");
        } else if (write.readable()) {
            softly.assertThat(stranger.send("GET", path, "", new byte[0]).statusCode())
                    .as(what + ", then read")
                    .isLessThan(500);
        }
    }

    private static String shortened(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 300 ? plain.substring(0, 300) + "… (" + plain.length() + ")" : plain;
    }
}
