package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Every record type in the API: one list, one count, one record, the same for all. */
@RestController
@RequestMapping("/api/v1/{plural}")
class RecordApiController {
    private final RecordTypes types;
    private final Lists lists;
    private final Records records;
    private final Merges merges;
    private final ObjectProvider<Lookalikes> lookalikes;

    RecordApiController(
            RecordTypes types, Lists lists, Records records, Merges merges, ObjectProvider<Lookalikes> lookalikes) {
        this.lookalikes = lookalikes;
        this.types = types;
        this.lists = lists;
        this.records = records;
        this.merges = merges;
    }

    record Listed(
            List<Map<String, @Nullable Object>> items,

            @com.fasterxml.jackson.annotation.JsonProperty("next_cursor") @Nullable
            String nextCursor) {}

    record Counted(long count) {}

    @GetMapping
    Listed list(@PathVariable String plural, @RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        var type = types.byPlural(plural);
        var asked = lists.parse(type, parameters, ui.me());
        var query = parameters.containsKey("columns") ? asked : whole(asked);
        var page = lists.page(query, ui.me());
        var items = page.rows().stream()
                .map(row -> RecordJson.of(row, query.columns()))
                .toList();
        return new Listed(items, page.next());
    }

    /** All that can be read, unless the caller chooses. */
    private static ListQuery whole(ListQuery query) {
        return query.showing(query.fields()).after(query.cursor());
    }

    @GetMapping("/count")
    Counted count(@PathVariable String plural, @RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        var query = lists.parse(types.byPlural(plural), parameters, ui.me());
        return new Counted(lists.count(query, ui.me()));
    }

    /** The id of a merged record answers with its survivor; not by a redirect, which a client would keep after the undo. */
    @GetMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> show(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        var type = types.byPlural(plural);
        try {
            return answer(HttpStatus.OK, type, records.get(type, id, ui.me()), null);
        } catch (NoSuchRecord none) {
            var survivor = merges.survivorOf(type, id);
            if (survivor == null) {
                throw none;
            }
            var row = records.get(type, survivor, ui.me());
            return ResponseEntity.ok()
                    .eTag("\"" + row.version() + "\"")
                    .header("Content-Location", "/api/v1/" + type.plural() + "/" + row.id())
                    .body(RecordJson.of(row, new ArrayList<>(types.fields(type))));
        }
    }

    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> create(
            @PathVariable String plural, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var type = types.byPlural(plural);
        var known = lookalikes.stream().filter(one -> one.knows(type)).toList();
        var alike = known.stream()
                .flatMap(one -> one.of(type, typed(body), false, ui.me()).stream())
                .map(one -> json(one, ui))
                .toList();
        var saved = records.create(type, body, ui.me());
        var answer = answer(HttpStatus.CREATED, type, saved.record(), saved.changeSet());
        var made = answer.getBody();
        if (!known.isEmpty() && made != null) {
            made.put("possible_duplicates", alike);
        }
        return answer;
    }

    private static Map<String, String> typed(Map<String, @Nullable Object> body) {
        var typed = new LinkedHashMap<String, String>();
        body.forEach((name, value) -> {
            if (value instanceof String text && !text.isBlank()) {
                typed.put(name, text.strip());
            }
        });
        return typed;
    }

    private static Map<String, Object> json(Lookalikes.Lookalike one, Ui ui) {
        return Map.of(
                "id",
                one.id().toString(),
                "name",
                one.label(),
                "score",
                one.score(),
                "reasons",
                one.why().stream()
                        .map(why -> ui.t("duplicates.why." + why.key(), why.detail()))
                        .toList());
    }

    /** A merge patch (RFC 7396): what isn't named stays, null empties. */
    @PatchMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> update(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        var type = types.byPlural(plural);
        var values = new LinkedHashMap<>(body);
        // Sent back with the rest of what was read, it says the same as If-Match.
        var version = values.remove("version") instanceof Number number ? Integer.valueOf(number.intValue()) : null;
        try {
            var saved = records.update(type, id, values, match == null ? version : version(match), ui.me());
            return answer(HttpStatus.OK, type, saved.record(), saved.changeSet());
        } catch (StaleVersion stale) {
            throw showing(stale, type, id, ui);
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        var type = types.byPlural(plural);
        try {
            records.delete(type, id, match == null ? null : version(match), ui.me());
        } catch (StaleVersion stale) {
            throw showing(stale, type, id, ui);
        }
    }

    /** Both versions are then known to who asked: theirs, and the one that is there. */
    private StaleVersion showing(StaleVersion stale, RecordType type, UUID id, Ui ui) {
        return stale.showing(RecordJson.of(records.get(type, id, ui.me()), types.fields(type)));
    }

    /** The record's version, of which its tag is made; a proxy that compresses makes the tag a weak one. */
    static @Nullable Integer version(String match) {
        if (match.strip().equals("*")) {
            return null;
        }
        try {
            return Integer.valueOf(match.strip().replaceFirst("^W/", "").replace("\"", ""));
        } catch (NumberFormatException _) {
            throw new BadInput("If-Match", "problem.list.etag");
        }
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(
            HttpStatus status, RecordType type, RecordRow row, @Nullable UUID changeSet) {
        var answer = ResponseEntity.status(status).eTag("\"" + row.version() + "\"");
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/v1/" + type.plural() + "/" + row.id()));
        }
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(RecordJson.of(row, new ArrayList<>(types.fields(type))));
    }
}
