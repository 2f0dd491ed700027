package io.diabolo.rules;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The pages of rule sets: read, write, try on one record, replay on the last month. */
@Controller
class RuleController {
    private final Rules rules;
    private final RulePages pages;

    RuleController(Rules rules, RulePages pages) {
        this.rules = rules;
        this.pages = pages;
    }

    @GetMapping("/settings/rules")
    RedirectView first() {
        return seeOther("/settings/rules/" + rules.purposes().getFirst().id());
    }

    private static RedirectView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }

    @GetMapping("/settings/rules/{purpose}")
    ModelAndView show(@PathVariable String purpose, Ui ui) {
        return page(pages.page(purpose, RuleForm.of(rules.of(purpose)), Asked.NOTHING, ui), HttpStatus.OK);
    }

    /** What is to be shown besides the rules. */
    record Asked(
            Map<String, BadInput.Fault> faults,
            Map<String, String> typed,
            boolean stale,
            @Nullable Trial trial,
            boolean tried,
            @Nullable Replay replay) {
        static final Asked NOTHING = new Asked(Map.of(), Map.of(), false, null, false, null);

        static Asked refused(RuleForm form, BadInput bad, Map<String, String> typed) {
            return new Asked(form.placed(bad.faults()), typed, false, null, false, null);
        }
    }

    private static ModelAndView page(RulesPage page, HttpStatus status) {
        return new ModelAndView("rules/rules", Map.of("page", page), status);
    }

    @PostMapping("/settings/rules/{purpose}")
    ModelAndView save(@PathVariable String purpose, @RequestParam Map<String, String> typed, Ui ui) {
        var form = RuleForm.of(typed);
        try {
            rules.save(purpose, form.rules(), form.numbers(), form.version(), ui.me());
            ui.flash("rules.saved");
            return new ModelAndView(seeOther("/settings/rules/" + purpose));
        } catch (StaleVersion stale) {
            var again = new RuleForm(form.rows(), form.settings(), stale.actual());
            var asked = new Asked(Map.of(), typed, true, null, false, null);
            return page(pages.page(purpose, again, asked, ui), HttpStatus.CONFLICT);
        } catch (BadInput bad) {
            return refused(purpose, form, bad, typed, ui);
        }
    }

    private ModelAndView refused(String purpose, RuleForm form, BadInput bad, Map<String, String> typed, Ui ui) {
        return page(pages.page(purpose, form, Asked.refused(form, bad, typed), ui), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Writes a further rule from a field, a comparison and a value; it is kept once the rules are saved. */
    @PostMapping("/settings/rules/{purpose}/drafts")
    ModelAndView write(@PathVariable String purpose, @RequestParam Map<String, String> typed, Ui ui) {
        var form = RuleForm.of(typed);
        try {
            var more = new LinkedHashMap<String, String>();
            more.put("points", typed.getOrDefault("new.points", ""));
            more.put("outcome", typed.getOrDefault("new.outcome", ""));
            var expression = typed.containsKey("by_hand")
                    ? "true"
                    : pages.written(
                            purpose,
                            typed.getOrDefault("field", ""),
                            typed.getOrDefault("op", ""),
                            typed.getOrDefault("value", ""));
            return page(pages.page(purpose, form.with(expression, more), Asked.NOTHING, ui), HttpStatus.OK);
        } catch (BadInput bad) {
            return refused(purpose, form, bad, typed, ui);
        }
    }

    @PostMapping("/settings/rules/{purpose}/trials")
    ModelAndView tryOut(@PathVariable String purpose, @RequestParam Map<String, String> typed, Ui ui) {
        var form = RuleForm.of(typed);
        try {
            var asked = rules.purpose(purpose);
            var trial = asked.trial(candidate(asked, form), typed.getOrDefault("record", ""), ui.me());
            return page(
                    pages.page(purpose, form, new Asked(Map.of(), typed, false, trial, true, null), ui), HttpStatus.OK);
        } catch (BadInput bad) {
            return refused(purpose, form, bad, typed, ui);
        }
    }

    @PostMapping("/settings/rules/{purpose}/replays")
    ModelAndView replay(@PathVariable String purpose, @RequestParam Map<String, String> typed, Ui ui) {
        var form = RuleForm.of(typed);
        try {
            var asked = rules.purpose(purpose);
            var replay = asked.replay(candidate(asked, form), ui.me());
            return page(
                    pages.page(purpose, form, new Asked(Map.of(), typed, false, null, false, replay), ui),
                    HttpStatus.OK);
        } catch (BadInput bad) {
            return refused(purpose, form, bad, typed, ui);
        }
    }

    private RuleSet candidate(RulePurpose purpose, RuleForm form) {
        var candidate = form.rules();
        rules.refuse(purpose, candidate, form.numbers());
        return new RuleSet(null, purpose.id(), 0, candidate, form.numbers());
    }

    /** While a rule is typed: what it means and how many fulfil it, or what is wrong and where. */
    @PostMapping("/settings/rules/{purpose}/checks")
    ModelAndView check(@PathVariable String purpose, @RequestParam Map<String, String> typed, Ui ui) {
        var expression = typed.entrySet().stream()
                .filter(one -> one.getKey().endsWith("expression"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return new ModelAndView("rules/check", Map.of("check", pages.check(purpose, expression, ui)));
    }
}
