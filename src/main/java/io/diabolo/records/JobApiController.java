package io.diabolo.records;

import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the work is that an answer with 202 named, whatever its kind, and what came of it. Everybody sees their own, an
 * administrator all.
 */
@RestController
class JobApiController {
    private final Jobs jobs;
    private final ChangeLog log;
    private final JsonMapper json;

    JobApiController(Jobs jobs, ChangeLog log, JsonMapper json) {
        this.jobs = jobs;
        this.log = log;
        this.json = json;
    }

    @GetMapping("/api/v1/jobs/{id}")
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        var job = jobs.find(id);
        if (!ui.me().administrator() && !job.member().equals(ui.me().member())) {
            throw new NoSuchRecord("job", id);
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", job.id().toString());
        body.put("kind", job.kind());
        body.put("state", job.state());
        body.put("done", job.done());
        body.put("total", job.total());
        body.put("created_at", job.createdAt().toInstant().toString());
        body.put("outcome", outcome(job, ui));
        return body;
    }

    /** What the page of the job says; null before the end, and of work that says what came of it elsewhere, such as an import. */
    private @Nullable Map<String, @Nullable Object> outcome(Jobs.Job job, Ui ui) {
        if (!job.state().equals("done") || !json.readTree(job.result()).has("text")) {
            return null;
        }
        var outcome = json.readValue(job.result(), JobOutcome.class);
        var undo = outcome.undo();
        var changeSet = undo == null ? outcome.changeSet() : undo;
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("message", ui.t(outcome.text(), outcome.named().toArray()));
        body.put("change_set_id", changeSet == null ? null : changeSet.toString());
        if (undo != null) {
            body.put("removed", outcome.named().get(0));
            body.put("set_back", outcome.named().get(1));
            body.put("kept_count", outcome.named().get(2));
            body.put("kept", log.kept(undo));
        }
        return body;
    }
}
