package io.diabolo.automation;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Automations and what they did, in the API. */
@RestController
class AutomationApiController {
    static final int MOST = 200;
    private final Automations automations;
    private final Trials trials;
    private final RunLog log;
    private final RunOnExisting existing;

    AutomationApiController(Automations automations, Trials trials, RunLog log, RunOnExisting existing) {
        this.automations = automations;
        this.trials = trials;
        this.log = log;
        this.existing = existing;
    }

    /** @param state on or off; null: as it is */
    record Wanted(
            @Nullable String name,
            @Nullable String state,
            @Nullable Plan plan,
            @Nullable Integer version) {
        private Plan given() {
            if (plan == null) {
                throw new BadInput("plan", "problem.field.required");
            }
            return plan;
        }

        private String called() {
            return name == null ? "" : name;
        }
    }

    @GetMapping("/api/v1/automations")
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                automations.all(ui.me()).stream()
                        .map(AutomationApiController::json)
                        .toList());
    }

    private static Map<String, @Nullable Object> json(Automation one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("name", one.name());
        body.put("state", one.state());
        body.put("number", one.number());
        body.put("keeper_id", one.keeper().value().toString());
        body.put("trouble", one.trouble());
        body.put("on_since", text(one.onSince()));
        body.put("next_at", text(one.nextAt()));
        body.put("version", one.version());
        body.put("plan", one.plan());
        return body;
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @GetMapping("/api/v1/automations/{id}")
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        return json(automations.get(id, ui.me()));
    }

    @PostMapping("/api/v1/automations")
    ResponseEntity<Map<String, @Nullable Object>> create(@RequestBody Wanted wanted, Ui ui) {
        var id = automations.create(wanted.called(), wanted.given(), ui.me());
        if ("on".equals(wanted.state())) {
            automations.become(id, true, ui.me());
        }
        return ResponseEntity.status(HttpStatus.CREATED).body(json(automations.get(id, ui.me())));
    }

    @PutMapping("/api/v1/automations/{id}")
    Map<String, @Nullable Object> save(@PathVariable UUID id, @RequestBody Wanted wanted, Ui ui) {
        var kept = automations.get(id, ui.me());
        automations.save(
                id,
                wanted.name() == null ? kept.name() : wanted.called(),
                wanted.plan() == null ? kept.plan() : wanted.plan(),
                wanted.version(),
                ui.me());
        if ("on".equals(wanted.state()) || "off".equals(wanted.state())) {
            automations.become(id, "on".equals(wanted.state()), ui.me());
        }
        return json(automations.get(id, ui.me()));
    }

    @DeleteMapping("/api/v1/automations/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id, Ui ui) {
        automations.delete(id, ui.me());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/api/v1/automations/{id}/versions")
    Map<String, Object> versions(@PathVariable UUID id, Ui ui) {
        return Map.of(
                "items",
                automations.versions(id, ui.me()).stream()
                        .map(one -> Map.of(
                                "number", one.number(),
                                "name", one.name(),
                                "member", one.member(),
                                "at", one.at().toString(),
                                "plan", one.plan()))
                        .toList());
    }

    /** What it would have done in the last month; another plan may be given. */
    @PostMapping("/api/v1/automations/{id}/trials")
    Map<String, @Nullable Object> tried(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Wanted wanted, Ui ui) {
        var kept = automations.get(id, ui.me());
        var plan = wanted == null || wanted.plan() == null ? kept.plan() : wanted.plan();
        var trial = trials.of(id, plan, ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("from", trial.from().toString());
        body.put("looked", trial.looked());
        body.put("acts", trial.acts());
        body.put("held", trial.held());
        body.put("cut", trial.cut());
        body.put(
                "items",
                trial.lines().stream().map(AutomationApiController::json).toList());
        return body;
    }

    private static Map<String, @Nullable Object> json(Trials.Line line) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("record_id", line.record().toString());
        body.put("at", line.at().toString());
        body.put("judged_at", line.judgedAt().toString());
        body.put("state", line.state());
        body.put("conditions", said(line.said()));
        return body;
    }

    private static List<Map<String, Object>> said(List<Facts.Said> all) {
        return all.stream()
                .map(one -> Map.<String, Object>of("expression", one.expression(), "holds", one.holds()))
                .toList();
    }

    /** Runs it on what is there; with {@code dry_run} it says on how many records it would. */
    @PostMapping("/api/v1/automations/{id}/runs")
    ResponseEntity<Map<String, Object>> begin(
            @PathVariable UUID id, @RequestParam(name = "dry_run", defaultValue = "false") boolean dry, Ui ui) {
        if (dry) {
            return ResponseEntity.ok(
                    Map.of("records", existing.preview(id, ui.me()).count()));
        }
        return ResponseEntity.accepted()
                .body(Map.of("job_id", existing.begin(id, ui.me()).toString()));
    }

    @GetMapping("/api/v1/automation-runs")
    Map<String, @Nullable Object> runs(
            @RequestParam Map<String, String> asked, @RequestParam(defaultValue = "50") int limit, Ui ui) {
        limited(limit);
        var which = new RunLog.Asked(
                id(asked, "automation"),
                among(asked.get("state"), RunLog.STATES),
                asked.get("record_type"),
                id(asked, "record_id"));
        var found = log.runs(which, id(asked, "cursor"), limit + 1, ui.me());
        var shown = found.subList(0, Math.min(limit, found.size()));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", jsons(shown));
        body.put("next_cursor", found.size() > limit ? shown.getLast().id().toString() : null);
        return body;
    }

    static void limited(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
    }

    static @Nullable UUID id(Map<String, String> asked, String name) {
        var text = asked.getOrDefault(name, "");
        var id = text.isEmpty() ? null : SendMail.id(text);
        if (!text.isEmpty() && id == null) {
            throw new BadInput(name, "automation.fault.id");
        }
        return id;
    }

    static @Nullable String among(@Nullable String given, List<String> known) {
        if (given != null && !given.isEmpty() && !known.contains(given)) {
            throw new BadInput("state", "automation.fault.choice", String.join(", ", known));
        }
        return given == null || given.isEmpty() ? null : given;
    }

    private List<Map<String, @Nullable Object>> jsons(List<RunLog.Run> runs) {
        var steps = log.steps(runs.stream().map(RunLog.Run::id).toList());
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (var run : runs) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("id", run.id().toString());
            body.put("automation_id", run.automation().toString());
            body.put("number", run.number());
            body.put("event", run.event());
            body.put("record_type", run.recordType());
            body.put("record_id", run.record().toString());
            body.put("detail", run.detail());
            body.put("at", run.at().toString());
            body.put("due_at", run.dueAt().toString());
            body.put("state", run.state());
            body.put("reason", run.reason());
            body.put("conditions", said(run.said()));
            body.put("cause_id", text(run.cause()));
            body.put("finished_at", time(run.finishedAt()));
            body.put(
                    "actions",
                    steps.stream()
                            .filter(one -> one.run().equals(run.id()))
                            .map(AutomationApiController::json)
                            .toList());
            all.add(body);
        }
        return all;
    }

    private static @Nullable String time(@Nullable Instant at) {
        return text(at);
    }

    private static Map<String, @Nullable Object> json(RunLog.Step step) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", step.id().toString());
        body.put("kind", step.kind());
        body.put("state", step.state());
        body.put("note", step.note());
        body.put("change_set_id", text(step.changeSet()));
        body.put("mail_id", text(step.mail()));
        body.put("delivery_id", text(step.delivery()));
        body.put("tries", step.tries());
        return body;
    }

    @GetMapping("/api/v1/automation-runs/{id}")
    Map<String, @Nullable Object> run(@PathVariable UUID id, Ui ui) {
        return jsons(List.of(log.get(id, ui.me()))).getFirst();
    }

    /** Once more what failed, or what was held. */
    @PostMapping("/api/v1/automation-runs/{id}/retries")
    Map<String, @Nullable Object> retry(@PathVariable UUID id, Ui ui) {
        if (!log.retry(id, ui.me())) {
            throw new BadInput("id", "automation.fault.not-failed");
        }
        return run(id, ui);
    }
}
