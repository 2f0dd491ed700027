package io.diabolo.privacy;

import io.diabolo.directory.LegalBases;
import io.diabolo.directory.LegalBasis;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What may be done with one person's data and why, and what they can ask for. */
@Controller
class PersonPrivacyController {
    private static final long LARGEST = 10L << 20;
    private final LegalBases bases;
    private final PersonFiles files;
    private final Records records;
    private final RecordTypes types;

    PersonPrivacyController(LegalBases bases, PersonFiles files, Records records, RecordTypes types) {
        this.bases = bases;
        this.files = files;
        this.records = records;
        this.types = types;
    }

    /** @param files null for who may not gather them */
    record Page(
            UUID id,
            String name,
            List<LegalBasis> bases,
            @Nullable List<Jobs.Job> files,
            Map<String, String> typed,
            Map<String, String> faults) {
        String path() {
            return "/people/" + id;
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping("/people/{id}/privacy")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of("since", ui.today().toString()), Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/people/{id}/legal-bases")
    ModelAndView say(
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable MultipartFile document,
            Ui ui)
            throws IOException {
        ui.me().mayWrite();
        records.get(types.byId("person").orElseThrow(), id, ui.me());
        try {
            var changeSet = bases.say(id, said(form, kept(document)), ui.me());
            ui.flash(Flash.of("record.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            return seeOther("/people/" + id + "/privacy");
        } catch (BadInput bad) {
            return page(id, form, faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private @Nullable UUID kept(@Nullable MultipartFile document) throws IOException {
        if (document == null || document.isEmpty()) {
            return null;
        }
        if (document.getSize() > LARGEST) {
            throw new BadInput("document", "basis.fault.document");
        }
        var name =
                Objects.requireNonNullElse(document.getOriginalFilename(), "").replaceAll("[\\p{Cntrl}/\\\\]", "");
        try (var bytes = document.getInputStream()) {
            return files.keep(name.isBlank() ? "document" : name, bytes).id();
        }
    }

    /** Never shown by the browser itself: what somebody uploaded may be a page. */
    @GetMapping("/legal-bases/{id}/proof")
    void proof(@PathVariable UUID id, HttpServletResponse response, Ui ui) throws IOException {
        write(files, files.proof(bases.proof(id, ui.me())), response);
    }

    private static LegalBases.Said said(Map<String, String> form, @Nullable UUID file) {
        return new LegalBases.Said(
                form.get("channel"),
                form.get("purpose"),
                form.get("basis"),
                form.get("state"),
                day(form.get("since")),
                text(form.get("proof")),
                file,
                text(form.get("source")));
    }

    static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null ? null : LocalDate.parse(text.strip());
            return day == null || day.getYear() < 1900 || day.getYear() > 2200 ? null : day;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @PostMapping("/people/{id}/data-files")
    ModelAndView gather(@PathVariable UUID id, Ui ui) {
        files.begin(id, ui.me());
        ui.flash("privacy.file.begun");
        return seeOther("/people/" + id + "/privacy");
    }

    @GetMapping("/data-files/{id}/file")
    void fetch(@PathVariable UUID id, HttpServletResponse response, Ui ui) throws IOException {
        send(files, id, response, ui);
    }

    static void send(PersonFiles files, UUID id, HttpServletResponse response, Ui ui) throws IOException {
        write(files, files.file(id, ui.me()), response);
    }

    private static void write(PersonFiles files, Files.StoredFile file, HttpServletResponse response)
            throws IOException {
        response.setContentType(file.contentType());
        response.setContentLengthLong(file.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(file.name()).build().toString());
        files.copy(file, response.getOutputStream());
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var person = records.get(types.byId("person").orElseThrow(), id, ui.me());
        var page = new Page(
                id,
                Objects.toString(person.value("name"), ""),
                bases.of(id, ui.me()),
                ui.me().administrator() ? files.of(id, ui.me()) : null,
                typed,
                faults);
        return new ModelAndView("privacy/personPrivacy", Map.of("page", page), status);
    }

    static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        all.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
