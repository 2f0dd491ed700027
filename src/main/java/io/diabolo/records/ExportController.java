package io.diabolo.records;

import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Lists written into files: asked for, watched, stopped, fetched. Everybody has their own. */
@Controller
class ExportController {
    private final Exports exports;
    private final Jobs jobs;
    private final Files files;

    ExportController(Exports exports, Jobs jobs, Files files) {
        this.exports = exports;
        this.jobs = jobs;
        this.files = files;
    }

    @GetMapping("/exports")
    ModelAndView list(Ui ui) {
        return new ModelAndView("records/exports")
                .addObject("jobs", jobs.newest(ExportWork.KIND, ui.me().member(), 50));
    }

    @PostMapping("/exports")
    String begin(
            @RequestParam String plural,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "csv") String format,
            Ui ui) {
        exports.begin(new ExportWork.Wanted(plural, Bulk.parameters(query), format), ui.me());
        return "redirect:/exports";
    }

    @PostMapping("/exports/{id}/cancellation")
    String cancel(@PathVariable UUID id, Ui ui) {
        jobs.cancel(mine(id, ui).id());
        return "redirect:/exports";
    }

    @GetMapping("/exports/{id}/file")
    void fetch(@PathVariable UUID id, HttpServletResponse response, Ui ui) throws IOException {
        file(mine(id, ui), response);
    }

    private void file(Jobs.Job job, HttpServletResponse response) throws IOException {
        var file = job.file();
        if (file == null) {
            throw new NoSuchRecord("file", job.id());
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
        if (!job.kind().equals(ExportWork.KIND) || !job.member().equals(ui.me().member())) {
            throw new NoSuchRecord("export", id);
        }
        return job;
    }

    /** @param query the list's parameters as in its URL */
    record Wanted(
            @Nullable String type,
            @Nullable String query,
            @Nullable String format) {}

    @PostMapping("/api/v1/exports")
    @ResponseBody
    ResponseEntity<Map<String, Object>> beginByApi(@RequestBody Wanted wanted, Ui ui) {
        var id = exports.begin(
                new ExportWork.Wanted(
                        Objects.requireNonNullElse(wanted.type(), ""),
                        Bulk.parameters(Objects.requireNonNullElse(wanted.query(), "")),
                        Objects.requireNonNullElse(wanted.format(), "csv")),
                ui.me());
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, "/api/v1/exports/" + id)
                .body(Map.of("id", id.toString(), "state", "waiting"));
    }

    @GetMapping("/api/v1/exports/{id}")
    @ResponseBody
    Map<String, Object> show(@PathVariable UUID id, Ui ui) {
        var job = mine(id, ui);
        return Map.of(
                "id", id.toString(),
                "state", job.state(),
                "rows_done", job.done(),
                "rows_total", job.total(),
                "file", job.file() == null ? "" : "/api/v1/exports/" + id + "/file");
    }

    @GetMapping("/api/v1/exports/{id}/file")
    void fetchByApi(@PathVariable UUID id, HttpServletResponse response, Ui ui) throws IOException {
        file(mine(id, ui), response);
    }
}
