package io.diabolo.sequences;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Sequences: all of them, and one with its figures. */
@Controller
class SequenceController {
    private final Sequences sequences;
    private final SequenceFigures figures;
    private final SequencePreview preview;

    SequenceController(Sequences sequences, SequenceFigures figures, SequencePreview preview) {
        this.sequences = sequences;
        this.figures = figures;
        this.preview = preview;
    }

    /** One line of the list. */
    record Line(Sequence sequence, SequenceFigures.Whole whole) {}

    @GetMapping("/sequences")
    ModelAndView list(Ui ui) {
        var whole = figures.whole(null, ui.me());
        List<Line> lines = sequences.all().stream()
                .map(one -> new Line(one, whole.getOrDefault(one.id(), SequenceFigures.Whole.NONE)))
                .toList();
        return new ModelAndView("sequences/sequences", Map.of("lines", lines));
    }

    @GetMapping("/sequences/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var one = sequences.find(id);
        var parts = figures.parts(id, ui.me());
        var page = new SequencePage(
                one,
                figures.whole(id, ui.me()).getOrDefault(id, SequenceFigures.Whole.NONE),
                parts,
                SequenceFigures.comparisons(one.steps(), parts),
                Sequences.mayEdit(one, ui.me()));
        return new ModelAndView("sequences/sequence", Map.of("page", page));
    }

    @PostMapping("/sequences/{id}/state")
    ModelAndView become(@PathVariable UUID id, @RequestParam(defaultValue = "") String state, Ui ui) {
        try {
            sequences.become(
                    id,
                    SequenceState.named(state).orElseThrow(() -> new BadInput("state", "problem.field.choice")),
                    ui.me());
            ui.flash(Flash.of("sequence.now." + state));
        } catch (BadInput bad) {
            sequences.find(id);
            ui.flash(Flash.of(bad.faults().getFirst().key()));
        }
        return SequenceEditorController.seeOther("/sequences/" + id);
    }

    /** What a real lead would be written, mail by mail. */
    @GetMapping("/sequences/{id}/preview")
    ModelAndView preview(@PathVariable UUID id, @RequestParam(defaultValue = "") String lead, Ui ui) {
        var page = preview.of(sequences.find(id), lead, ui.me());
        return new ModelAndView(
                "sequences/preview",
                Map.of("page", page),
                page.isUnknown() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }
}
