package io.diabolo.sequences;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One run: what it did, what comes next, and how it is stopped. */
@Controller
class EnrollmentController {
    private final EnrollmentStore store;
    private final Enrollments enrollments;
    private final Sequences sequences;

    EnrollmentController(EnrollmentStore store, Enrollments enrollments, Sequences sequences) {
        this.store = store;
        this.enrollments = enrollments;
        this.sequences = sequences;
    }

    /**
     * One step of the run.
     *
     * @param did null: not yet
     */
    record Line(int number, Step step, EnrollmentStore.@Nullable Did did, boolean next) {}

    /** @param task the step that waits for somebody; null where none does */
    record Page(
            EnrollmentStore.Shown run,
            List<Line> lines,
            @Nullable Step task) {
        String path() {
            return "/enrollments/" + run.id();
        }

        /** How a call can end, or simply that it is done. */
        List<String> outcomes() {
            return task != null && task.kind() == StepKind.CALL
                    ? List.of("reached", "no_answer", "voicemail", "busy", "wrong_number")
                    : List.of("done");
        }

        String said(Line line, Ui ui) {
            var did = line.did();
            if (did == null) {
                return line.next() && run.due() != null ? ui.t("enrollment.due", ui.moment(run.due())) : "";
            }
            var state = ui.t("enrollment.step." + did.state());
            var outcome = did.outcome();
            var more =
                    outcome == null || outcome.equals(did.state()) ? "" : ", " + ui.t("enrollment.outcome." + outcome);
            var at = Objects.requireNonNullElse(did.sentAt(), did.at());
            return state + more + " · " + ui.moment(at)
                    + (did.answeredAt() == null ? "" : " · " + ui.t("enrollment.step.answered"))
                    + (did.bouncedAt() == null ? "" : " · " + ui.t("enrollment.step.bounced"));
        }
    }

    @GetMapping("/enrollments/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var run = store.find(id, ui.me());
        var steps = sequences.steps(run.sequence(), run.number());
        var did = store.did(id);
        var lines = new ArrayList<Line>();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            lines.add(new Line(
                    i + 1,
                    step,
                    did.stream()
                            .filter(one -> one.step().equals(step.key()))
                            .findFirst()
                            .orElse(null),
                    run.isUnderWay() && i == run.position()));
        }
        var task = run.waiting() && run.position() < steps.size() ? steps.get(run.position()) : null;
        return new ModelAndView("sequences/enrollment", Map.of("page", new Page(run, lines, task)));
    }

    @PostMapping("/enrollments/{id}/pause")
    ModelAndView pause(@PathVariable UUID id, Ui ui) {
        return done(id, "enrollment.paused", () -> enrollments.pause(id, ui.me()), ui);
    }

    @PostMapping("/enrollments/{id}/resumption")
    ModelAndView resume(@PathVariable UUID id, Ui ui) {
        return done(id, "enrollment.resumed", () -> enrollments.resume(id, ui.me()), ui);
    }

    @PostMapping("/enrollments/{id}/stop")
    ModelAndView stop(@PathVariable UUID id, Ui ui) {
        return done(id, "enrollment.stopped", () -> enrollments.stop(id, ui.me()), ui);
    }

    @PostMapping("/enrollments/{id}/task")
    ModelAndView task(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "done") String outcome,
            @RequestParam(required = false) @Nullable String back,
            Ui ui) {
        if (outcome.equals("skipped")) {
            done(id, "enrollment.task.skipped", () -> enrollments.skip(id, ui.me()), ui);
        } else {
            done(id, "enrollment.task.done", () -> enrollments.done(id, outcome, ui.me()), ui);
        }
        return SequenceEditorController.seeOther(Back.to(back, "/enrollments/" + id));
    }

    private ModelAndView done(UUID id, String says, Runnable what, Ui ui) {
        try {
            what.run();
            ui.flash(Flash.of(says));
        } catch (BadInput bad) {
            store.find(id, ui.me());
            ui.flash(Flash.of(bad.faults().getFirst().key()));
        }
        return SequenceEditorController.seeOther("/enrollments/" + id);
    }
}
