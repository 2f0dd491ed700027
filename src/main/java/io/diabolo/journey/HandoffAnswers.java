package io.diabolo.journey;

import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** An answer to a hand-off as a page or as JSON; who came too late is told who was first. */
@Component
class HandoffAnswers {
    private final HandoffPages pages;

    HandoffAnswers(HandoffPages pages) {
        this.pages = pages;
    }

    ModelAndView page(HandoffAnswer answer, Map<String, String> typed, Ui ui) {
        return switch (answer) {
            case HandoffAnswer.Done(var handoff, var changeSet) -> {
                ui.flash(Flash.of("handoff." + handoff.state().id() + ".said")
                        .undoneBy("/changes/" + changeSet + "/reversal"));
                yield HandoffController.seeOther(Back.to(typed.get("back"), "/handoffs/" + handoff.id()));
            }
            case HandoffAnswer.Unchanged(var handoff) ->
                HandoffController.seeOther(Back.to(typed.get("back"), "/handoffs/" + handoff.id()));
            case HandoffAnswer.Taken(var handoff) -> {
                var page = pages.one(handoff.id(), true, typed, Map.of(), ui);
                yield new ModelAndView("journey/handoff", Map.of("page", page), HttpStatus.CONFLICT);
            }
            case HandoffAnswer.ReasonMissing(var handoff) -> {
                var page = pages.one(handoff.id(), false, typed, Map.of("reason", ui.t("handoff.fault.reason")), ui);
                yield new ModelAndView("journey/handoff", Map.of("page", page), HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    ResponseEntity<?> json(HandoffAnswer answer, Ui ui) {
        return switch (answer) {
            case HandoffAnswer.Done(var handoff, var changeSet) ->
                ResponseEntity.ok()
                        .header("Diabolo-Change-Set", changeSet.toString())
                        .body(HandoffApiController.json(handoff));
            case HandoffAnswer.Unchanged(var handoff) -> ResponseEntity.ok(HandoffApiController.json(handoff));
            case HandoffAnswer.Taken(var handoff) -> taken(handoff, ui);
            case HandoffAnswer.ReasonMissing _ ->
                throw new io.diabolo.platform.BadInput("reason", "handoff.fault.reason");
        };
    }

    private static ResponseEntity<ProblemDetail> taken(Handoff handoff, Ui ui) {
        var by = handoff.answeredBy();
        var detail = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, ui.t("handoff.taken." + handoff.state().id(), by == null ? "" : by.name()));
        detail.setType(URI.create("/problems/taken"));
        detail.setTitle(ui.t("problem.taken"));
        detail.setInstance(URI.create(ui.path()));
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }
}
