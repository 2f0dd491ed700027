package io.diabolo.records;

import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The log of changes, and taking one back. */
@Controller
class ChangeController {
    private static final int ROWS = 50;
    private final ChangeLog log;
    private final Undo undo;

    ChangeController(ChangeLog log, Undo undo) {
        this.log = log;
        this.undo = undo;
    }

    @GetMapping("/changes")
    ModelAndView list(@RequestParam(required = false) @Nullable UUID after, Ui ui) {
        return new ModelAndView("records/changes").addObject("entries", log.entries(after, ROWS, ui.me()));
    }

    @GetMapping("/changes/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return new ModelAndView("records/change")
                .addObject("entry", log.find(id, ui.me()))
                .addObject("kept", log.kept(id));
    }

    @PostMapping("/changes/{id}/reversal")
    String reverse(@PathVariable UUID id, Ui ui) {
        switch (undo.reverse(id, ui.me())) {
            case Undo.Answer.Done done ->
                ui.flash(Flash.of("undo.done", done.removed(), done.setBack(), done.keptCount()));
            case Undo.Answer.Begun(var job) -> {
                return "redirect:/jobs/" + job;
            }
            case Undo.Answer.AlreadyUndone _ -> ui.flash("problem.undo.already");
            case Undo.Answer.TooOld _ -> ui.flash("problem.undo.too-old");
            case Undo.Answer.IsUndo _ -> ui.flash("problem.undo.is-undo");
            case Undo.Answer.MergedOn(var survivor) -> ui.flash("problem.undo.merged-on", survivor);
        }
        return "redirect:/changes/" + id;
    }
}
