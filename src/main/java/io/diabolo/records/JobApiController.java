package io.diabolo.records;

import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** How far the work is that an answer with 202 named, whatever its kind. Everybody sees their own, an administrator all. */
@RestController
class JobApiController {
    /** Those whose result is a {@link JobOutcome}; other long work has addresses of its own. */
    private static final Set<String> TELLING = Set.of(BulkWork.KIND, UndoWork.KIND);

    private final Jobs jobs;
    private final JsonMapper json;

    JobApiController(Jobs jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    @GetMapping("/api/v1/jobs/{id}")
    Map<String, Object> show(@PathVariable UUID id, Ui ui) {
        var job = jobs.find(id);
        if (!ui.me().administrator() && !job.member().equals(ui.me().member())) {
            throw new NoSuchRecord("job", id);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("id", job.id().toString());
        body.put("kind", job.kind());
        body.put("state", job.state());
        body.put("done", job.done());
        body.put("total", job.total());
        body.put("created_at", job.createdAt().toInstant().toString());
        if (job.state().equals("done") && TELLING.contains(job.kind())) {
            var outcome = json.readValue(job.result(), JobOutcome.class);
            body.put("outcome", ui.t(outcome.text(), outcome.named().toArray()));
            if (outcome.changeSet() != null) {
                body.put("change_set_id", outcome.changeSet().toString());
            }
        }
        return body;
    }
}
