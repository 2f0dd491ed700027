package io.diabolo.calls;

import io.diabolo.calls.CallDesk.Said;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The call desk: one after the other, each with one key. */
@Controller
class CallController {
    private final CallDesk desk;
    private final CallPages pages;

    CallController(CallDesk desk, CallPages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    @GetMapping("/calls")
    ModelAndView show(Ui ui) {
        return page(Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    /** All that is ahead, and who isn't offered and why. */
    @GetMapping("/calls/ahead")
    ModelAndView ahead(Ui ui) {
        return new ModelAndView("calls/ahead", Map.of("page", pages.page(Map.of(), Map.of(), ui)));
    }

    private ModelAndView page(Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        return new ModelAndView("calls/calls", Map.of("page", pages.page(typed, faults, ui)), status);
    }

    @PostMapping("/leads/{id}/calls")
    ModelAndView log(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var said = said(form, ui);
            var logged = desk.log(id, said, ui.me());
            var changeSet = logged.changeSet();
            if (changeSet != null) {
                ui.flash(Flash.of("calls.said." + said.outcome().id()).undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return seeOther(said.outcome() == CallOutcome.MEETING ? "/bookings/new?lead=" + id : "/calls");
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.putIfAbsent(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            var typed = new LinkedHashMap<>(form);
            typed.put("lead", id.toString());
            return page(typed, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static Said said(Map<String, String> form, Ui ui) {
        var outcome = CallOutcome.named(form.getOrDefault("outcome", ""))
                .orElseThrow(() -> new BadInput("outcome", "problem.field.choice"));
        return new Said(
                outcome,
                form.getOrDefault("note", ""),
                uuid(form.get("after")),
                outcome == CallOutcome.CALL_BACK ? moment(form.get("again"), ui) : null,
                form.getOrDefault("next", ""),
                day(form.get("next_on")));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** As a form gives it, in the member's zone, or as the API does. */
    private static @Nullable Instant moment(@Nullable String text, Ui ui) {
        try {
            if (text == null || text.isBlank()) {
                return null;
            }
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(ui.zone()).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || !text.matches("\\d{4}-\\d{2}-\\d{2}") ? null : LocalDate.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    @PostMapping("/calls/script")
    ModelAndView script(@RequestParam(defaultValue = "") String script, Ui ui) {
        desk.write(script, ui.me());
        ui.flash("calls.script.saved");
        return seeOther("/calls");
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    @GetMapping("/api/v1/calls/next")
    @ResponseBody
    Map<String, @Nullable Object> next(Ui ui) {
        var page = pages.page(Map.of(), Map.of(), ui);
        var turn = page.turn();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("lead_id", turn == null ? null : turn.callee().lead().toString());
        body.put("name", turn == null ? null : turn.callee().name());
        body.put("number", turn == null ? null : turn.callee().number());
        body.put("reason", turn == null ? null : page.reason());
        body.put("after", page.after().isEmpty() ? null : page.after());
        body.put("left", page.left());
        return body;
    }

    @PostMapping("/api/v1/leads/{id}/calls")
    ResponseEntity<Map<String, @Nullable Object>> logByApi(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var form = new LinkedHashMap<String, String>();
        body.forEach((name, value) -> form.put(name, Objects.toString(value, "")));
        var logged = desk.log(id, said(form, ui), ui.me());
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put(
                "change_set_id",
                logged.changeSet() == null ? null : logged.changeSet().toString());
        return ResponseEntity.status(logged.changeSet() == null ? HttpStatus.CONFLICT : HttpStatus.CREATED)
                .body(answer);
    }
}
