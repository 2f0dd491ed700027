package io.diabolo.hiring;

import io.diabolo.hiring.Applications.Sent;
import io.diabolo.hiring.Applications.Upload;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A job as candidates find it by its link, in the language of the job. It needs no script. */
@Controller
class PublicJobController {
    private static final String PAGE = "/j/{link}";
    private final PublicJobs jobs;
    private final Texts texts;

    PublicJobController(PublicJobs jobs, Texts texts) {
        this.jobs = jobs;
        this.texts = texts;
    }

    @GetMapping(PAGE)
    ModelAndView show(@PathVariable String link, @RequestParam Map<String, String> asked) {
        return page(link, asked.containsKey("sent"), Map.of(), Map.of(), "", HttpStatus.OK);
    }

    private ModelAndView page(
            String link,
            boolean sent,
            Map<String, String> typed,
            Map<String, String> faults,
            String refused,
            HttpStatus status) {
        var known = known(link);
        var shown = WorkspaceScope.in(known.workspace(), () -> jobs.show(known));
        if (shown == null) {
            throw new NoSuchRecord("job", "unknown");
        }
        var page = new PublicJobPage(link, shown, sent, typed, faults, refused, texts);
        return new ModelAndView(
                "hiring/publicJob",
                Map.of("page", page),
                shown.open() || status != HttpStatus.OK ? status : HttpStatus.GONE);
    }

    private static JobLink known(String link) {
        var known = JobLink.read(link);
        if (known == null) {
            throw new NoSuchRecord("job", "unknown");
        }
        return known;
    }

    @PostMapping(PAGE + "/applications")
    ModelAndView apply(
            @PathVariable String link,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "resume", required = false) @Nullable MultipartFile resume,
            HttpServletRequest request) {
        var known = known(link);
        var file = resume == null || resume.isEmpty()
                ? null
                : new Upload(fileName(Objects.requireNonNullElse(resume.getOriginalFilename(), "")), resume);
        var sent = new Sent(
                words(form, "name"),
                words(form, "email"),
                words(form, "phone"),
                words(form, "profile"),
                words(form, "message"),
                "true".equals(form.get("pool")),
                words(form, "homepage"),
                file);
        try {
            return switch (jobs.apply(known, sent, request.getRemoteAddr())) {
                case TAKEN -> JobDescriptionController.seeOther("/j/" + link + "?sent");
                case OFTEN -> page(link, false, form, Map.of(), "hiring.public.often", HttpStatus.TOO_MANY_REQUESTS);
                case CLOSED -> page(link, false, form, Map.of(), "", HttpStatus.GONE);
            };
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, BadInput.Fault>();
            bad.faults().forEach(fault -> faults.put(fault.field(), fault));
            var said = new LinkedHashMap<String, String>();
            var locale = WorkspaceScope.in(known.workspace(), () -> jobs.locale(known));
            faults.forEach((field, fault) ->
                    said.put(field, texts.text(locale, fault.key(), fault.args().toArray())));
            return page(link, false, form, said, "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static String words(Map<String, String> form, String name) {
        return form.getOrDefault(name, "")
                .replace("\r\n", "\n")
                .replace("\0", "")
                .strip();
    }

    /** Some browsers send a whole path. */
    private static String fileName(String sent) {
        var plain = sent.replace('\\', '/').replace("\0", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
