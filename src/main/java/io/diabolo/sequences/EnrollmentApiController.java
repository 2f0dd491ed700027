package io.diabolo.sequences;

import io.diabolo.platform.BadInput;
import io.diabolo.records.ListAddress;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Runs in the API, beside their list: enrol, look first, pause, resume, stop, say that a task is done. */
@RestController
class EnrollmentApiController {
    private final Enrollments enrollments;
    private final io.diabolo.platform.Jobs jobs;
    private final JsonMapper json;

    EnrollmentApiController(Enrollments enrollments, io.diabolo.platform.Jobs jobs, JsonMapper json) {
        this.enrollments = enrollments;
        this.jobs = jobs;
        this.json = json;
    }

    /** With {@code dry_run} nothing is written; above some hundred leads a job does it. */
    @PostMapping("/api/v1/enrollments")
    ResponseEntity<Map<String, @Nullable Object>> enroll(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        var sequence = id(body, "sequence");
        if (sequence == null) {
            throw new BadInput("sequence", "enrollment.fault.sequence");
        }
        var choice = choice(body);
        var owners = Boolean.TRUE.equals(body.get("lead_owners"));
        var answer = Boolean.TRUE.equals(body.get("dry_run"))
                ? enrollments.look(sequence, choice, owners, ui.me())
                : enrollments.enroll(sequence, choice, owners, ui.me());
        return switch (answer) {
            case Enrolled.Begun(var job) ->
                ResponseEntity.accepted()
                        .header(HttpHeaders.LOCATION, "/api/v1/enrollments/jobs/" + job)
                        .body(answer("job", job.toString()));
            case Enrolled.Done(var changeSet, var enrolled, var left) -> {
                var done = answer("change_set", changeSet.toString());
                done.put("enrolled", enrolled);
                done.put("left_out", counted(left));
                yield ResponseEntity.status(HttpStatus.CREATED).body(done);
            }
            case Enrolled.Look(var total, var enrolled, var left, var named) -> {
                var seen = answer("total", total);
                seen.put("enrolled", enrolled);
                seen.put("left_out", counted(left));
                seen.put(
                        "named",
                        named.stream()
                                .map(one -> Map.of(
                                        "lead", one.lead().toString(),
                                        "name", one.name(),
                                        "reason", one.why().id()))
                                .toList());
                yield ResponseEntity.ok(seen);
            }
        };
    }

    private static Map<String, @Nullable Object> answer(String name, Object value) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put(name, value);
        return body;
    }

    private static Map<String, Long> counted(Map<LeftOut, Long> left) {
        var counts = new LinkedHashMap<String, Long>();
        left.forEach((why, many) -> counts.put(why.id(), many));
        return counts;
    }

    private static ChosenLeads.Choice choice(Map<String, @Nullable Object> body) {
        var ids = new ArrayList<UUID>();
        if (body.get("leads") instanceof List<?> given) {
            for (var one : given) {
                var id = SequenceForm.uuid(String.valueOf(one));
                if (id == null) {
                    throw new BadInput("leads", "problem.field.reference");
                }
                ids.add(id);
            }
        }
        return new ChosenLeads.Choice(
                ids,
                body.get("query") instanceof String query ? ListAddress.read(query) : null,
                id(body, "target_list"));
    }

    private static @Nullable UUID id(Map<String, @Nullable Object> body, String name) {
        return SequenceForm.uuid(body.get(name) instanceof String text ? text : null);
    }

    @GetMapping("/api/v1/enrollments/jobs/{id}")
    Map<String, @Nullable Object> job(@PathVariable UUID id, Ui ui) {
        var job = jobs.find(id);
        if (!job.kind().equals(EnrollWork.KIND) || !job.member().equals(ui.me().member())) {
            throw new io.diabolo.platform.NoSuchRecord("job", id);
        }
        var body = answer("state", job.state());
        body.put("done", job.done());
        body.put("total", job.total());
        if (job.state().equals("done")) {
            var result = json.readValue(job.result(), EnrollWork.Result.class);
            body.put("enrolled", result.enrolled());
            body.put("left_out", counted(result.left()));
            body.put("change_set", result.changeSet().toString());
        }
        return body;
    }

    @PostMapping("/api/v1/enrollments/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable UUID id, Ui ui) {
        enrollments.pause(id, ui.me());
    }

    @PostMapping("/api/v1/enrollments/{id}/resumption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable UUID id, Ui ui) {
        enrollments.resume(id, ui.me());
    }

    @PostMapping("/api/v1/enrollments/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable UUID id, Ui ui) {
        enrollments.stop(id, ui.me());
    }

    @PostMapping("/api/v1/enrollments/{id}/task")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void task(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        var outcome = body.get("outcome") instanceof String text ? text : "done";
        if (outcome.equals("skipped")) {
            enrollments.skip(id, ui.me());
        } else {
            enrollments.done(id, outcome, ui.me());
        }
    }
}
