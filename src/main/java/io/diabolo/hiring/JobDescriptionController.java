package io.diabolo.hiring;

import io.diabolo.organisation.Positions;
import io.diabolo.platform.BadInput;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A job description on one page: its text edited where it stands, its conditions, its publication. */
@Controller
class JobDescriptionController {
    private static final String JOB = "/job-descriptions/{id:[0-9a-fA-F-]{36}}";
    private final JobDescriptions jobs;
    private final JobDescriptionPages pages;
    private final JobDescriptionType type;
    private final Records records;
    private final Positions positions;
    private final JobFiles files;

    JobDescriptionController(
            JobDescriptions jobs,
            JobDescriptionPages pages,
            JobDescriptionType type,
            Records records,
            Positions positions,
            JobFiles files) {
        this.jobs = jobs;
        this.pages = pages;
        this.type = type;
        this.records = records;
        this.positions = positions;
        this.files = files;
    }

    /** @param position for which one is begun */
    record NewPage(UUID position, String title, boolean filled, String fault) {}

    @GetMapping("/positions/{id:[0-9a-fA-F-]{36}}/job-descriptions/new")
    ModelAndView ask(@PathVariable UUID id, Ui ui) {
        return ask(id, "", HttpStatus.OK);
    }

    private ModelAndView ask(UUID id, String fault, HttpStatus status) {
        var position = positions.get(id);
        return new ModelAndView(
                "hiring/begin", Map.of("page", new NewPage(id, position.title(), position.isFilled(), fault)), status);
    }

    @PostMapping("/positions/{id:[0-9a-fA-F-]{36}}/job-descriptions")
    ModelAndView begin(@PathVariable UUID id, @RequestParam(defaultValue = "") String language, Ui ui) {
        try {
            var chosen = JobDescriptionType.LANGUAGES.contains(language)
                    ? language
                    : ui.me().isFrench() ? "fr" : "en";
            return seeOther("/job-descriptions/" + jobs.begin(id, chosen, ui.me()));
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return ask(id, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping(JOB)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id,
            Map<String, String> typed,
            Map<String, String> faults,
            Map<String, String> theirs,
            HttpStatus status,
            Ui ui) {
        return new ModelAndView("hiring/job", Map.of("page", pages.of(id, typed, faults, theirs, ui)), status);
    }

    /** A form of some fields; each says what it held, so that nobody writes over what somebody else wrote meanwhile. */
    @PostMapping(JOB + "/facts")
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var job = jobs.get(id, ui.me());
        var changed = new LinkedHashMap<String, String>();
        var theirs = new LinkedHashMap<String, String>();
        for (var field : pages.fields()) {
            var value = form.get(field);
            if (value == null || JobDescription.same(value, form.getOrDefault("was." + field, ""))) {
                continue;
            }
            var present = JobDescriptionPage.held(job, field);
            changed.put(field, value.replace("\r\n", "\n").strip());
            var was = form.get("was." + field);
            if (was != null && !JobDescription.same(present, was) && !JobDescription.same(present, value)) {
                theirs.put(field, present);
            }
        }
        if (!theirs.isEmpty()) {
            return page(id, changed, Map.of(), theirs, HttpStatus.CONFLICT, ui);
        }
        return write(id, changed, "record.saved", changed, ui);
    }

    private ModelAndView write(UUID id, Map<String, String> input, String said, Map<String, String> typed, Ui ui) {
        try {
            var saved = records.update(type, id, input, null, ui.me());
            var changeSet = saved.changeSet();
            if (changeSet != null) {
                ui.flash(Flash.of(said).undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return seeOther("/job-descriptions/" + id);
        } catch (BadInput bad) {
            return page(id, typed, faults(bad, ui), Map.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        all.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    @PostMapping(JOB + "/regeneration")
    ModelAndView regenerate(@PathVariable UUID id, Ui ui) {
        var kept = jobs.regenerate(id, ui.me());
        ui.flash(kept.isEmpty() ? "hiring.regenerated" : "hiring.regenerated.kept", kept.size());
        return seeOther("/job-descriptions/" + id);
    }

    @PostMapping(JOB + "/proposals")
    ModelAndView propose(@PathVariable UUID id, @RequestParam(defaultValue = "") String part, Ui ui) {
        jobs.propose(id, part, ui.me());
        return seeOther("/job-descriptions/" + id + "#" + part);
    }

    @PostMapping(JOB + "/publication")
    ModelAndView publish(@PathVariable UUID id, Ui ui) {
        return write(id, Map.of("state", "published"), "hiring.published", Map.of(), ui);
    }

    @PostMapping(JOB + "/publication/deletion")
    ModelAndView close(@PathVariable UUID id, Ui ui) {
        return write(id, Map.of("state", "closed"), "hiring.closed", Map.of(), ui);
    }

    @GetMapping(JOB + "/document")
    void document(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String format,
            Ui ui,
            HttpServletResponse response)
            throws IOException {
        files.write(id, format == null ? "" : format, ui.me(), response);
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    /** The formats in which a job description leaves. */
    static final List<String> FORMATS = List.of("pdf", "docx", "html");
}
