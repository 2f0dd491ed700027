package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Building a form: what it asks and in which order, the text to agree to, and how it gets into a site. */
@Controller
class FormBuilderController {
    private final Forms forms;
    private final FormHooks hooks;
    private final FormBuilderPages pages;

    FormBuilderController(Forms forms, FormHooks hooks, FormBuilderPages pages) {
        this.forms = forms;
        this.hooks = hooks;
        this.pages = pages;
    }

    @GetMapping("/forms/{id}/builder")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(pages.of(forms.get(id), null, Map.of(), false, ui), HttpStatus.OK);
    }

    @PostMapping("/forms/{id}/questions")
    ModelAndView ask(@PathVariable UUID id, @RequestParam Map<String, String> given, Ui ui) {
        var asked = asked(given);
        return saved(id, asked, () -> forms.ask(id, asked, version(given), ui.me()), ui);
    }

    @PostMapping("/forms/{id}/consents")
    ModelAndView agree(@PathVariable UUID id, @RequestParam Map<String, String> given, Ui ui) {
        return saved(
                id,
                null,
                () -> forms.agree(
                        id,
                        given.getOrDefault("fr", ""),
                        given.getOrDefault("en", ""),
                        given.containsKey("required"),
                        version(given),
                        ui.me()),
                ui);
    }

    /** The secret is on the answer's page and nowhere else; so it isn't redirected. */
    @PostMapping("/forms/{id}/hook")
    ModelAndView hook(@PathVariable UUID id, @RequestParam Map<String, String> given, Ui ui) {
        if (given.containsKey("close")) {
            return saved(id, null, () -> hooks.close(id, version(given), ui.me()), ui);
        }
        var mapping = given.getOrDefault("mapping", "");
        try {
            var secret = hooks.open(id, mapping, version(given), ui.me());
            return page(pages.of(forms.get(id), null, Map.of(), false, secret.text(), null, ui), HttpStatus.OK);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            var said = Map.of("mapping", ui.t(fault.key(), fault.args().toArray()));
            return page(pages.of(forms.get(id), null, said, false, "", mapping, ui), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView saved(UUID id, @Nullable List<FormQuestion> asked, Supplier<UUID> command, Ui ui) {
        try {
            var changeSet = command.get();
            ui.flash(Flash.of("record.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            var view = new RedirectView("/forms/" + id + "/builder");
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(pages.of(forms.get(id), asked, faults, false, ui), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (StaleVersion _) {
            return page(pages.of(forms.get(id), asked, Map.of(), true, ui), HttpStatus.CONFLICT);
        }
    }

    private static ModelAndView page(FormBuilderPage page, HttpStatus status) {
        return new ModelAndView("acquisition/builder", Map.of("page", page), status);
    }

    /** Rows as they were typed, in the order of their numbers; without one a row goes. The one that is added comes last. */
    static List<FormQuestion> asked(Map<String, String> given) {
        record Numbered(double order, FormQuestion question) {}
        var rows = new ArrayList<Numbered>();
        for (var at = 0; given.containsKey("questions." + at + ".target"); at++) {
            var name = "questions." + at + ".";
            var order = order(given.getOrDefault(name + "order", ""));
            if (!Double.isNaN(order)) {
                rows.add(new Numbered(
                        order,
                        new FormQuestion(
                                given.getOrDefault(name + "target", ""),
                                given.containsKey(name + "required"),
                                given.getOrDefault(name + "fr", "").strip(),
                                given.getOrDefault(name + "en", "").strip())));
            }
        }
        rows.sort(Comparator.comparingDouble(Numbered::order));
        var all = new ArrayList<>(rows.stream().map(Numbered::question).toList());
        var added = given.getOrDefault("add", "");
        if (!added.isEmpty()) {
            all.add(new FormQuestion(
                    added,
                    false,
                    given.getOrDefault("add.fr", "").strip(),
                    given.getOrDefault("add.en", "").strip()));
        }
        return all;
    }

    private static double order(String text) {
        try {
            return text.isBlank() ? Double.NaN : Double.parseDouble(text.strip().replace(',', '.'));
        } catch (NumberFormatException _) {
            return Double.MAX_VALUE;
        }
    }

    static @Nullable Integer version(Map<String, String> given) {
        var text = given.getOrDefault("version", "");
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }
}
