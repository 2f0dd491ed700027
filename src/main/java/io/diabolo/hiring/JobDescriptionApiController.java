package io.diabolo.hiring;

import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is done with job descriptions and candidates, in the API; they themselves come from the records' own API. */
@RestController
class JobDescriptionApiController {
    private final JobDescriptions jobs;
    private final JobDescriptionType type;
    private final JobFiles files;
    private final JobAddress address;
    private final Records records;
    private final CandidateFiles data;
    private final ForgetCandidates forget;

    JobDescriptionApiController(
            JobDescriptions jobs,
            JobDescriptionType type,
            JobFiles files,
            JobAddress address,
            Records records,
            CandidateFiles data,
            ForgetCandidates forget) {
        this.jobs = jobs;
        this.type = type;
        this.files = files;
        this.address = address;
        this.records = records;
        this.data = data;
        this.forget = forget;
    }

    /** Answers where it is found. */
    @PutMapping("/api/v1/job-descriptions/{id}/publication")
    Map<String, @Nullable Object> publish(@PathVariable UUID id, Ui ui) {
        records.update(type, id, Map.of("state", "published"), null, ui.me());
        return json(jobs.get(id, ui.me()));
    }

    @DeleteMapping("/api/v1/job-descriptions/{id}/publication")
    Map<String, @Nullable Object> close(@PathVariable UUID id, Ui ui) {
        records.update(type, id, Map.of("state", "closed"), null, ui.me());
        return json(jobs.get(id, ui.me()));
    }

    private Map<String, @Nullable Object> json(JobDescription job) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", job.id().toString());
        body.put("state", job.state());
        body.put("link", job.link() == null ? null : address.of(job.link()));
        body.put(
                "published_at",
                job.publishedAt() == null ? null : job.publishedAt().toString());
        return body;
    }

    /** Writes anew what nobody edited; answers the parts that stay. */
    @PostMapping("/api/v1/job-descriptions/{id}/regeneration")
    Map<String, List<String>> regenerate(@PathVariable UUID id, Ui ui) {
        return Map.of(
                "kept",
                jobs.regenerate(id, ui.me()).stream().map(DescriptionPart::id).toList());
    }

    @GetMapping("/api/v1/job-descriptions/{id}/document")
    void document(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "pdf") String format,
            Ui ui,
            HttpServletResponse response)
            throws IOException {
        files.write(id, format, ui.me(), response);
    }

    /** The right of access of one candidate. */
    @GetMapping(path = "/api/v1/candidates/{id}/data-file", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> about(@PathVariable UUID id, Ui ui) {
        return data.about(id, ui.me());
    }

    /** Nothing takes it back. */
    @PostMapping("/api/v1/candidates/{id}/erasure")
    ResponseEntity<Void> erase(@PathVariable UUID id, Ui ui) {
        forget.one(id, ui.me());
        return ResponseEntity.noContent().build();
    }
}
