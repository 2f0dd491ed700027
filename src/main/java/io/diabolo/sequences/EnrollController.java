package io.diabolo.sequences;

import io.diabolo.platform.BadInput;
import io.diabolo.records.ListAddress;
import io.diabolo.web.Flash;
import io.diabolo.web.GivenIds;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Leads are taken into a sequence: looked at first, then done. */
@Controller
class EnrollController {
    private final Sequences sequences;
    private final Enrollments enrollments;

    EnrollController(Sequences sequences, Enrollments enrollments) {
        this.sequences = sequences;
        this.enrollments = enrollments;
    }

    /** Of one lead, some, or a target list. */
    @GetMapping("/enrollments/new")
    ModelAndView ask(
            @RequestParam(name = "lead", defaultValue = "") List<@Nullable UUID> leads,
            @RequestParam(name = "target_list", required = false) @Nullable UUID targetList,
            @RequestParam(name = "sequence", required = false) @Nullable UUID sequence,
            Ui ui) {
        ui.me().mayWrite();
        return page(new Form(GivenIds.of(leads), null, targetList, sequence, false), null, "", HttpStatus.OK);
    }

    private record Form(
            List<UUID> ids,
            @Nullable String query,
            @Nullable UUID targetList,
            @Nullable UUID sequence,
            boolean leadOwners) {
        ChosenLeads.Choice choice() {
            return new ChosenLeads.Choice(ids, query == null ? null : ListAddress.read(query), targetList);
        }
    }

    /** @param look only says what would happen */
    @PostMapping("/enrollments")
    ModelAndView enroll(
            @RequestParam(name = "lead", defaultValue = "") List<@Nullable UUID> leads,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(name = "target_list", required = false) @Nullable UUID targetList,
            @RequestParam(name = "sequence", required = false) @Nullable UUID sequence,
            @RequestParam(name = "lead_owners", defaultValue = "false") boolean leadOwners,
            @RequestParam(defaultValue = "false") boolean look,
            Ui ui) {
        var form = new Form(GivenIds.of(leads), query, targetList, sequence, leadOwners);
        try {
            if (sequence == null) {
                throw new BadInput("sequence", "enrollment.fault.sequence");
            }
            if (look) {
                var seen = enrollments.look(sequence, form.choice(), leadOwners, ui.me());
                return page(form, seen, "", HttpStatus.OK);
            }
            return switch (enrollments.enroll(sequence, form.choice(), leadOwners, ui.me())) {
                case Enrolled.Begun(var job) -> SequenceEditorController.seeOther("/enrollments/jobs/" + job);
                case Enrolled.Look seen -> page(form, seen, "", HttpStatus.OK);
                case Enrolled.Done(var changeSet, var enrolled, var left) -> {
                    var out = left.values().stream().mapToLong(Long::longValue).sum();
                    ui.flash(
                            Flash.of("enrollment.done", enrolled, out).undoneBy("/changes/" + changeSet + "/reversal"));
                    yield SequenceEditorController.seeOther("/enrollments?of=" + sequence);
                }
            };
        } catch (BadInput bad) {
            ui.me().mayWrite();
            var fault =
                    String.join(" ", SequenceEditorController.faults(bad, ui).values());
            return page(form, null, fault, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** The same page for what was chosen in a list. */
    ModelAndView ask(List<UUID> ids, @Nullable String query) {
        return page(new Form(ids, query, null, null, false), null, "", HttpStatus.OK);
    }

    private ModelAndView page(Form form, Enrolled.@Nullable Look look, String fault, HttpStatus status) {
        var page = new EnrollPage(
                sequences.active(),
                form.ids(),
                form.query(),
                form.targetList(),
                form.sequence(),
                form.leadOwners(),
                look,
                fault);
        return new ModelAndView("sequences/enroll", Map.of("page", page), status);
    }
}
