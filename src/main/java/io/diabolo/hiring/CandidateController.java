package io.diabolo.hiring;

import io.diabolo.hiring.Candidates.Card;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
import tools.jackson.databind.json.JsonMapper;

/** Candidates by stage, moved by a button; the talks that are arranged with them; and what is kept about one. */
@Controller
class CandidateController {
    private static final String BOARD = "/candidates/board";
    private static final String ONE = "/candidates/{id:[0-9a-fA-F-]{36}}";
    private final Candidates candidates;
    private final Applications applications;
    private final CandidateFiles files;
    private final ForgetCandidates forget;
    private final CandidateRetention retention;
    private final Members members;
    private final JsonMapper json;

    CandidateController(
            Candidates candidates,
            Applications applications,
            CandidateFiles files,
            ForgetCandidates forget,
            CandidateRetention retention,
            Members members,
            JsonMapper json) {
        this.candidates = candidates;
        this.applications = applications;
        this.files = files;
        this.forget = forget;
        this.retention = retention;
        this.members = members;
        this.json = json;
    }

    /** @param job of one job description; empty: all */
    record Board(
            Map<String, List<Card>> stages, Map<String, Integer> counts, String job, boolean editable, String fault) {
        int count(String stage) {
            return counts.getOrDefault(stage, 0);
        }

        /** What may come next, the usual step first. */
        List<String> next(String stage) {
            return switch (stage) {
                case "applied" -> List.of("interview", "refused");
                case "interview" -> List.of("offer", "refused");
                case "offer" -> List.of("hired", "refused");
                case "refused" -> List.of("applied");
                default -> List.of();
            };
        }

        boolean isEmpty() {
            return counts.isEmpty();
        }
    }

    @GetMapping(BOARD)
    ModelAndView board(@RequestParam(defaultValue = "") String job, Ui ui) {
        return board(job, "", HttpStatus.OK, ui);
    }

    private ModelAndView board(String job, String fault, HttpStatus status, Ui ui) {
        var of = id(job);
        var page = new Board(
                candidates.pipeline(of, ui.me()),
                candidates.counts(of, ui.me()),
                of == null ? "" : of.toString(),
                HiringRights.hires(ui.me()),
                fault);
        return new ModelAndView("hiring/board", Map.of("page", page), status);
    }

    private static @Nullable UUID id(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(text) : null;
    }

    @PostMapping(ONE + "/stage")
    ModelAndView move(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "") String job,
            Ui ui) {
        try {
            var changeSet = candidates.move(id, stage, reason, ui.me());
            if (changeSet != null) {
                ui.flash(Flash.of(stage.equals("hired") ? "hiring.moved.hired" : "hiring.moved")
                        .undoneBy("/changes/" + changeSet + "/reversal"));
            }
            var of = id(job);
            return JobDescriptionController.seeOther(of == null ? BOARD : BOARD + "?job=" + of);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return board(job, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    record TalkPage(
            UUID candidate,
            String name,
            List<Member> members,
            String me,
            Map<String, String> typed,
            Map<String, String> faults) {
        String shown(String field, String otherwise) {
            return typed.getOrDefault(field, otherwise);
        }

        String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    @GetMapping(ONE + "/interviews/new")
    ModelAndView ask(@PathVariable UUID id, Ui ui) {
        return ask(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView ask(UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        HiringRights.look(ui.me());
        var page = new TalkPage(
                id,
                candidates.name(id, ui.me()),
                members.offered(List.of(ui.me().member())),
                ui.me().member().toString(),
                typed,
                faults);
        return new ModelAndView("hiring/talk", Map.of("page", page), status);
    }

    @PostMapping(ONE + "/interviews")
    ModelAndView arrange(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            candidates.interview(id, form.get("owner"), form.get("held_on"), ui.me());
            ui.flash("hiring.talk.arranged");
            return JobDescriptionController.seeOther("/candidates/" + id);
        } catch (BadInput bad) {
            return ask(id, form, JobDescriptionController.faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @GetMapping(ONE + "/files/{file:[0-9a-fA-F-]{36}}")
    void file(@PathVariable UUID id, @PathVariable UUID file, Ui ui, HttpServletResponse response) throws IOException {
        candidates.name(id, ui.me());
        var found = applications.file(id, file);
        if (found == null) {
            throw new NoSuchRecord("file", file);
        }
        JobFiles.save(new JobFiles.Made(found.name(), "application/octet-stream", found.content()), response);
    }

    record DataPage(UUID id, String name, @Nullable LocalDate dueOn, String fault) {}

    /** What the law lets them ask: what is kept, and that it goes. */
    @GetMapping(ONE + "/data")
    ModelAndView data(@PathVariable UUID id, Ui ui) {
        return data(id, "", HttpStatus.OK, ui);
    }

    private ModelAndView data(UUID id, String fault, HttpStatus status, Ui ui) {
        HiringRights.look(ui.me());
        var page = new DataPage(id, candidates.name(id, ui.me()), retention.dueOn(id), fault);
        return new ModelAndView("hiring/data", Map.of("page", page), status);
    }

    @GetMapping(ONE + "/data-file")
    void dataFile(@PathVariable UUID id, Ui ui, HttpServletResponse response) throws IOException {
        var content = json.writerWithDefaultPrettyPrinter()
                .writeValueAsString(files.about(id, ui.me()))
                .getBytes(StandardCharsets.UTF_8);
        JobFiles.save(new JobFiles.Made(CandidateFiles.name(id), "application/json", content), response);
    }

    /** The name is typed, for nothing takes it back. */
    @PostMapping(ONE + "/erasure")
    ModelAndView erase(@PathVariable UUID id, @RequestParam(defaultValue = "") String confirmation, Ui ui) {
        HiringRights.hire(ui.me());
        var name = candidates.name(id, ui.me());
        if (!name.strip().equalsIgnoreCase(confirmation.strip())) {
            return data(id, ui.t("hiring.fault.name-typed", name), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
        forget.one(id, ui.me());
        ui.flash("hiring.erased");
        return JobDescriptionController.seeOther("/candidates");
    }
}
