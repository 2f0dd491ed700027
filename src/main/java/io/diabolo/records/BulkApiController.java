package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** One edit of many records in the API, as a list's bar makes it. It is taken back like any change: by the reversal of its change set. */
@RestController
class BulkApiController {
    /** More of them are meant by a query. */
    private static final int MOST = 10_000;

    private final Bulk bulk;

    BulkApiController(Bulk bulk) {
        this.bulk = bulk;
    }

    @PostMapping("/api/v1/{plural}/bulk-edits")
    ResponseEntity<Map<String, Object>> edit(
            @PathVariable String plural, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var fields = fields(body);
        try {
            return done(plural, body, fields, ui.me());
        } catch (BadInput bad) {
            throw within(bad, fields);
        }
    }

    @PostMapping("/api/v1/{plural}/bulk-deletions")
    ResponseEntity<Map<String, Object>> delete(
            @PathVariable String plural, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return done(plural, body, Map.of(), ui.me());
    }

    private ResponseEntity<Map<String, Object>> done(
            String plural, Map<String, @Nullable Object> body, Map<String, @Nullable Object> fields, Actor me) {
        return switch (bulk.run(wanted(plural, body, fields, me), me)) {
            case Bulk.Answer.Done(var changeSet, var records) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .location(URI.create("/api/v1/change-sets/" + changeSet))
                        .header("Diabolo-Change-Set", changeSet.toString())
                        .body(Map.of("change_set_id", changeSet.toString(), "records", records));
            case Bulk.Answer.Begun(var job) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/jobs/" + job))
                        .body(Map.of("job_id", job.toString()));
            case Bulk.Answer.Differs(var now) -> throw new BadInput("count", "list.bulk.differs", now);
        };
    }

    private Bulk.Wanted wanted(
            String plural, Map<String, @Nullable Object> body, Map<String, @Nullable Object> fields, Actor me) {
        if ((body.get("ids") == null) == (body.get("query") == null)) {
            throw new BadInput("ids", "problem.bulk.which");
        }
        var ids = ids(body);
        var query = query(body);
        var told = told(body);
        var found = bulk.count(asked(plural, ids, query, 0, fields), me);
        if (!ids.isEmpty() && found != ids.size()) {
            throw new BadInput("ids", "problem.bulk.ids", ids.size() - found);
        }
        return asked(plural, ids, query, told == null ? found : told, fields);
    }

    private static Bulk.Wanted asked(
            String plural,
            List<UUID> ids,
            Map<String, String> query,
            long count,
            Map<String, @Nullable Object> fields) {
        // One field alone can be written by one statement.
        var one = fields.size() == 1 ? fields.keySet().iterator().next() : null;
        return new Bulk.Wanted(
                plural,
                ids,
                query,
                count,
                one,
                one == null ? null : fields.get(one),
                fields.size() > 1 ? fields : null,
                null);
    }

    private static List<UUID> ids(Map<String, @Nullable Object> body) {
        var given = body.get("ids");
        if (given == null) {
            return List.of();
        }
        if (!(given instanceof List<?> all) || all.isEmpty()) {
            throw new BadInput("ids", "problem.bulk.list");
        }
        if (all.size() > MOST) {
            throw new BadInput("ids", "problem.bulk.most", MOST);
        }
        var ids = new LinkedHashSet<UUID>();
        for (var one : all) {
            var id = one instanceof String text ? FieldConditions.uuid(text) : null;
            if (id == null) {
                throw new BadInput("ids", "problem.bulk.list");
            }
            ids.add(id);
        }
        return List.copyOf(ids);
    }

    private static Map<String, String> query(Map<String, @Nullable Object> body) {
        return switch (body.get("query")) {
            case null -> Map.of();
            case String text -> Bulk.parameters(text);
            default -> throw new BadInput("query", "problem.field.shape");
        };
    }

    private static @Nullable Long told(Map<String, @Nullable Object> body) {
        return switch (body.get("count")) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            default -> throw new BadInput("count", "problem.field.integer");
        };
    }

    /** By name, those that the workspace added as {@code custom.key}. */
    private static Map<String, @Nullable Object> fields(Map<String, @Nullable Object> body) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        if (body.get("fields") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> {
                if ("custom".equals(name) && value instanceof Map<?, ?> custom) {
                    custom.forEach((key, one) -> fields.put("custom." + key, one));
                } else {
                    fields.put(String.valueOf(name), value);
                }
            });
        }
        if (fields.isEmpty()) {
            throw new BadInput("fields", "problem.bulk.fields");
        }
        return fields;
    }

    /** What is wrong with a value is named by where it stands. */
    private static BadInput within(BadInput bad, Map<String, @Nullable Object> fields) {
        return new BadInput(bad.faults().stream()
                .map(fault -> {
                    var only = fields.keySet().iterator().next();
                    var name = fault.field().equals("value") && fields.size() == 1 ? only : fault.field();
                    return fields.containsKey(name)
                            ? new BadInput.Fault("fields." + name, fault.key(), fault.args())
                            : fault;
                })
                .toList());
    }
}
