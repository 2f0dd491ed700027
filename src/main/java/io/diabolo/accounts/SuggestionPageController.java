package io.diabolo.accounts;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One suggestion: why, and what is done about it. */
@Controller
class SuggestionPageController {
    static final String ONE = "/suggestions/{id:[0-9a-fA-F-]{36}}";
    private final Suggestions suggestions;
    private final SuggestionPages pages;

    SuggestionPageController(Suggestions suggestions, SuggestionPages pages) {
        this.suggestions = suggestions;
        this.pages = pages;
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        return new ModelAndView("accounts/suggestion", Map.of("page", pages.of(id, typed, faults, ui)), status);
    }

    /** Leads to what was opened; whoever comes second is led there too. */
    @PostMapping(ONE + "/acceptance")
    ModelAndView accept(@PathVariable UUID id, Ui ui) {
        return switch (suggestions.accept(id, ui.me())) {
            case Suggestions.Answer.Done(var path, var changeSet) -> {
                ui.flash(Flash.of("suggestion.accepted").undoneBy("/changes/" + changeSet + "/reversal"));
                yield AccountController.seeOther(path);
            }
            case Suggestions.Answer.Already(var state, var path) -> {
                ui.flash("suggestion.already." + state);
                yield AccountController.seeOther(path);
            }
        };
    }

    @PostMapping(ONE + "/dismissal")
    ModelAndView dismiss(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            return switch (suggestions.dismiss(
                    id, form.getOrDefault("reason", ""), form.getOrDefault("note", ""), ui.me())) {
                case Suggestions.Answer.Done(var path, var changeSet) -> {
                    ui.flash(Flash.of("suggestion.dismissed").undoneBy("/changes/" + changeSet + "/reversal"));
                    yield AccountController.seeOther(Back.to(form.get("back"), path));
                }
                case Suggestions.Answer.Already(var state, var path) -> {
                    ui.flash("suggestion.already." + state);
                    yield AccountController.seeOther(path);
                }
            };
        } catch (BadInput bad) {
            var faults = new HashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(id, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }
}
