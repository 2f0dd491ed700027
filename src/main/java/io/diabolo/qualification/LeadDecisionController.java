package io.diabolo.qualification;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
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

/** What becomes of a lead: qualified, disqualified, kept for later, routed. */
@Controller
class LeadDecisionController {
    private final LeadDecisions decisions;
    private final DecisionPages pages;

    LeadDecisionController(LeadDecisions decisions, DecisionPages pages) {
        this.decisions = decisions;
        this.pages = pages;
    }

    @GetMapping("/leads/{id}/decision")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return pages.show(id, ui);
    }

    private interface Deciding {
        Flash decide();
    }

    private ModelAndView decide(UUID id, Map<String, String> form, Deciding what, Ui ui) {
        try {
            ui.flash(what.decide());
            var view = new RedirectView(Back.to(form.get("back"), "/leads/" + id));
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            return pages.refused(id, form, bad, ui);
        }
    }

    @PostMapping("/leads/{id}/qualification")
    ModelAndView qualify(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return decide(id, form, () -> said("lead.qualified", decisions.qualify(id, version(form), ui.me())), ui);
    }

    @PostMapping("/leads/{id}/disqualification")
    ModelAndView disqualify(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return decide(
                id,
                form,
                () -> said(
                        "lead.disqualified",
                        decisions.disqualify(id, form.get("reason"), form.get("words"), version(form), ui.me())),
                ui);
    }

    @PostMapping("/leads/{id}/nurture")
    ModelAndView nurture(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return decide(
                id,
                form,
                () -> {
                    var until = day(form.get("until"));
                    var changeSet = decisions.nurture(id, until, version(form), ui.me());
                    return Flash.of("lead.nurtured", ui.dayLong(Objects.requireNonNull(until)))
                            .undoneBy("/changes/" + changeSet + "/reversal");
                },
                ui);
    }

    @PostMapping("/leads/{id}/routing")
    ModelAndView route(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return decide(
                id,
                form,
                () -> {
                    var routed = decisions.route(id, version(form), ui.me());
                    return Flash.of(
                                    "lead.routed",
                                    routed.member(),
                                    LeadBeside.why(routed.assignment(), routed.member(), ui))
                            .undoneBy("/changes/" + routed.changeSet() + "/reversal");
                },
                ui);
    }

    private static Flash said(String key, @Nullable UUID changeSet) {
        return changeSet == null ? Flash.of(key) : Flash.of(key).undoneBy("/changes/" + changeSet + "/reversal");
    }

    private static @Nullable Integer version(Map<String, String> form) {
        var version = form.getOrDefault("version", "");
        return version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null;
    }

    static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || !text.strip().matches("\\d{4}-\\d{2}-\\d{2}") ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
