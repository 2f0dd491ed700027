package io.diabolo.sequences;

import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** How far the enrolment of many is, who wasn't enrolled and why, and a way to stop it. Everybody sees their own. */
@Controller
class EnrollJobController {
    private final Jobs jobs;
    private final Files files;
    private final JsonMapper json;

    EnrollJobController(Jobs jobs, Files files, JsonMapper json) {
        this.jobs = jobs;
        this.files = files;
        this.json = json;
    }

    /** @param result null until it is done */
    record Page(Jobs.Job job, EnrollWork.@Nullable Result result) {
        String path() {
            return "/enrollments/jobs/" + job.id();
        }
    }

    @GetMapping("/enrollments/jobs/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var job = mine(id, ui);
        var result = job.state().equals("done") ? json.readValue(job.result(), EnrollWork.Result.class) : null;
        return new ModelAndView("sequences/job", Map.of("page", new Page(job, result)));
    }

    @PostMapping("/enrollments/jobs/{id}/cancellation")
    ModelAndView cancel(@PathVariable UUID id, Ui ui) {
        ui.me().mayWrite();
        jobs.cancel(mine(id, ui).id());
        return SequenceEditorController.seeOther("/enrollments/jobs/" + id);
    }

    @GetMapping("/enrollments/jobs/{id}/file")
    void file(@PathVariable UUID id, HttpServletResponse response, Ui ui) throws IOException {
        var file = mine(id, ui).file();
        if (file == null) {
            throw new NoSuchRecord("file", id);
        }
        var kept = files.find(file);
        response.setContentType(kept.contentType());
        response.setContentLengthLong(kept.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(kept.name()).build().toString());
        files.copy(file, response.getOutputStream());
    }

    private Jobs.Job mine(UUID id, Ui ui) {
        var job = jobs.find(id);
        if (!job.kind().equals(EnrollWork.KIND) || !job.member().equals(ui.me().member())) {
            throw new NoSuchRecord("job", id);
        }
        return job;
    }
}
