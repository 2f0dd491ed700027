package io.diabolo.prospecting;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Markets of profiles, entries of lists and the leads made of them; profiles and lists themselves are records like others. */
@RestController
class ProspectingApiController {
    private static final int MOST = 200;
    private static final int PUT_AT_ONCE = 10_000;
    private final TargetProfiles profiles;
    private final TargetLists lists;
    private final ListPages pages;
    private final ListLeads leads;

    ProspectingApiController(TargetProfiles profiles, TargetLists lists, ListPages pages, ListLeads leads) {
        this.profiles = profiles;
        this.lists = lists;
        this.pages = pages;
        this.leads = leads;
    }

    @GetMapping("/api/v1/target-profiles/{id}/market")
    Map<String, Object> market(@PathVariable UUID id, Ui ui) {
        var market = profiles.addressable(id, ui.me());
        var coverage = new LinkedHashMap<String, Long>();
        for (var step : Coverage.values()) {
            coverage.put(step.id(), market.of(step));
        }
        return Map.of("companies", market.companies(), "people", market.people(), "coverage", coverage);
    }

    @GetMapping("/api/v1/lists/{id}/entries")
    Map<String, @Nullable Object> entries(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Ui ui) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        var after = TargetListController.cursor(cursor);
        if (after == null && !cursor.isEmpty()) {
            throw new BadInput("cursor", "problem.list.cursor");
        }
        var page = pages.page(id, after, limit, ui.me());
        var ofPeople = page.list().ofPeople();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", page.rows().stream().map(row -> json(row, ofPeople)).toList());
        body.put("next_cursor", page.next() == null ? null : page.next().toString());
        return body;
    }

    private static Map<String, @Nullable Object> json(ListPages.Row row, boolean ofPeople) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        var company = row.company();
        var claim = row.claim();
        var reason = row.reason();
        body.put("company_id", company == null ? null : company.toString());
        body.put("person_id", ofPeople ? row.record().toString() : null);
        body.put("name", row.name());
        body.put("added_at", row.added().toString());
        body.put("suppressed", reason == null ? null : reason.id());
        body.put("claimed_by", claim == null ? null : claim.member().toString());
        body.put("claimed_until", claim == null ? null : claim.until().toString());
        return body;
    }

    @PostMapping("/api/v1/lists/{id}/entries")
    ResponseEntity<Map<String, @Nullable Object>> put(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        return answer(lists.put(id, ids(body), ui.me()));
    }

    private static List<UUID> ids(Map<String, @Nullable Object> body) {
        if (!(body.get("ids") instanceof List<?> given) || given.size() > PUT_AT_ONCE) {
            throw new BadInput("ids", "target-list.fault.ids", PUT_AT_ONCE);
        }
        var ids = new ArrayList<UUID>();
        for (var one : given) {
            var id = one instanceof String text ? TargetListController.cursor(text) : null;
            if (id == null) {
                throw new BadInput("ids", "problem.field.reference");
            }
            ids.add(id);
        }
        return ids;
    }

    @DeleteMapping("/api/v1/lists/{id}/entries/{record}")
    ResponseEntity<Void> takeOff(@PathVariable UUID id, @PathVariable UUID record, Ui ui) {
        var changeSet = lists.takeOff(id, record, ui.me());
        var answer = ResponseEntity.noContent();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.build();
    }

    /** Brings it in line with its profile. */
    @PostMapping("/api/v1/lists/{id}/refreshes")
    ResponseEntity<Map<String, @Nullable Object>> refresh(@PathVariable UUID id, Ui ui) {
        return answer(lists.refresh(id, ui.me()));
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(TargetLists.Put put) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("put", put.put());
        body.put("left", put.off());
        body.put("suppressed", suppressed(put.left()));
        return ResponseEntity.ok()
                .header("Diabolo-Change-Set", put.changeSet().toString())
                .body(body);
    }

    private static Map<String, Long> suppressed(Map<Reason, Long> left) {
        var all = new LinkedHashMap<String, Long>();
        left.forEach((reason, count) -> all.put(reason.id(), count));
        return all;
    }

    /** Makes its people leads: at once with 200, or as a job with 202. */
    @PostMapping("/api/v1/lists/{id}/leads")
    ResponseEntity<Map<String, @Nullable Object>> leads(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var owner = body.get("owner_id") instanceof String text ? TargetListController.cursor(text) : null;
        if (owner == null && body.get("owner_id") != null) {
            throw new BadInput("owner_id", "problem.field.reference");
        }
        var answer = new LinkedHashMap<String, @Nullable Object>();
        return switch (leads.make(new ListLeads.Wanted(id, owner), ui.me())) {
            case ListLeads.Answer.Begun(var job) -> {
                answer.put("job_id", job.toString());
                yield ResponseEntity.status(HttpStatus.ACCEPTED).body(answer);
            }
            case ListLeads.Answer.Done done -> {
                answer.put("made", done.made());
                answer.put("known", done.known());
                answer.put("suppressed", suppressed(done.left()));
                var response = ResponseEntity.ok();
                if (done.changeSet() != null) {
                    response.header("Diabolo-Change-Set", done.changeSet().toString());
                }
                yield response.body(answer);
            }
        };
    }
}
