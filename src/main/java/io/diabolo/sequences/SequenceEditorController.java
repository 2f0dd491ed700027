package io.diabolo.sequences;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
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

/** The editor: steps are added, moved and taken away by plain buttons, and nothing is kept until it is saved. */
@Controller
class SequenceEditorController {
    private final Sequences sequences;
    private final SequenceLetters letters;

    SequenceEditorController(Sequences sequences, SequenceLetters letters) {
        this.sequences = sequences;
        this.letters = letters;
    }

    @GetMapping("/sequences/new")
    ModelAndView blank(Ui ui) {
        ui.me().mayWrite();
        var steps = List.of(
                SequenceForm.fresh(StepKind.EMAIL),
                SequenceForm.fresh(StepKind.WAIT),
                SequenceForm.fresh(StepKind.CALL));
        return page(null, 0, SequencePlan.of("", steps), Map.of(), HttpStatus.OK);
    }

    @GetMapping("/sequences/{id}/edit")
    ModelAndView edit(@PathVariable UUID id, Ui ui) {
        var one = sequences.find(id);
        if (!Sequences.mayEdit(one, ui.me())) {
            throw new NotAllowed("sequences");
        }
        return page(id, one.version(), plan(one), Map.of(), HttpStatus.OK);
    }

    private static SequencePlan plan(Sequence one) {
        return new SequencePlan(one.name(), one.windowFrom(), one.windowTo(), one.awayDays(), one.steps());
    }

    @PostMapping("/sequences")
    ModelAndView create(@RequestParam Map<String, String> form, Ui ui) {
        return keep(null, form, ui);
    }

    @PostMapping("/sequences/{id}")
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return keep(id, form, ui);
    }

    private ModelAndView keep(@Nullable UUID id, Map<String, String> form, Ui ui) {
        ui.me().mayWrite();
        if (id != null) {
            sequences.find(id);
        }
        var plan = SequenceForm.read(form);
        var version = form.getOrDefault("version", "");
        var seen = version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null;
        var pressed = form.getOrDefault("press", "");
        if (!pressed.isEmpty()) {
            var changed = new SequencePlan(
                    plan.name(),
                    plan.windowFrom(),
                    plan.windowTo(),
                    plan.awayDays(),
                    SequenceForm.changed(plan.steps(), pressed));
            return page(id, seen == null ? 0 : seen, changed, Map.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            var saved = id == null ? sequences.create(plan, ui.me()) : sequences.save(id, plan, seen, ui.me());
            ui.flash(Flash.of("sequence.saved"));
            return seeOther("/sequences/" + saved.id());
        } catch (StaleVersion stale) {
            return page(id, stale.actual(), plan, Map.of("name", ui.t("record.stale")), HttpStatus.CONFLICT);
        } catch (BadInput bad) {
            return page(id, seen == null ? 0 : seen, plan, faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    static Map<String, String> faults(BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault -> faults.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return faults;
    }

    private ModelAndView page(
            @Nullable UUID id, int version, SequencePlan plan, Map<String, String> faults, HttpStatus status) {
        var page = new EditorPage(id, version, plan, letters.templates(), faults);
        return new ModelAndView("sequences/editor", Map.of("page", page), status);
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
