package io.diabolo.records;

import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Long work that a page began: how far it is, what came of it, and a way to stop it. Everybody sees their own. */
@Controller
class JobController {
    /** Exports and imports have pages of their own. */
    private static final Set<String> KINDS = Set.of(BulkWork.KIND, UndoWork.KIND, "segments");

    private final Jobs jobs;
    private final RecordTypes types;
    private final JsonMapper json;
    private final ObjectProvider<JobPlace> places;

    JobController(Jobs jobs, RecordTypes types, JsonMapper json, ObjectProvider<JobPlace> places) {
        this.places = places;
        this.jobs = jobs;
        this.types = types;
        this.json = json;
    }

    @GetMapping("/jobs/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var job = mine(id, ui);
        var outcome = job.state().equals("done") ? json.readValue(job.result(), JobOutcome.class) : null;
        return new ModelAndView("records/job", Map.of("page", new JobPage(job, back(job), outcome)));
    }

    @PostMapping("/jobs/{id}/cancellation")
    String cancel(@PathVariable UUID id, Ui ui) {
        jobs.cancel(mine(id, ui).id());
        return "redirect:/jobs/" + id;
    }

    private Jobs.Job mine(UUID id, Ui ui) {
        var job = jobs.find(id);
        var shown = KINDS.contains(job.kind()) || place(job).isPresent();
        if (!shown || !job.member().equals(ui.me().member())) {
            throw new NoSuchRecord("job", id);
        }
        return job;
    }

    private Optional<JobPlace> place(Jobs.Job job) {
        return places.stream().filter(one -> one.kind().equals(job.kind())).findFirst();
    }

    private String back(Jobs.Job job) {
        return place(job).map(one -> one.back().apply(job)).orElseGet(() -> usual(job));
    }

    private String usual(Jobs.Job job) {
        return switch (job.kind()) {
            case BulkWork.KIND ->
                types.byId(job.title()).map(type -> "/" + type.plural()).orElse("/");
            case UndoWork.KIND -> "/changes";
            default -> "/settings/" + job.kind();
        };
    }
}
