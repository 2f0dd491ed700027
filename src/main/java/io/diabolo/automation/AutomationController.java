package io.diabolo.automation;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.RecordTypes;
import io.diabolo.rules.Rules;
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

/** The pages of automations: the list, the editor with its trial on the past, and running on what is there. */
@Controller
class AutomationController {
    private final Automations automations;
    private final EditorPages pages;
    private final Trials trials;
    private final RunOnExisting existing;
    private final Rules rules;
    private final RecordTypes types;

    AutomationController(
            Automations automations,
            EditorPages pages,
            Trials trials,
            RunOnExisting existing,
            Rules rules,
            RecordTypes types) {
        this.automations = automations;
        this.pages = pages;
        this.trials = trials;
        this.existing = existing;
        this.rules = rules;
        this.types = types;
    }

    /** All that the list shows. */
    record ListPage(List<Automation> all, List<Examples.Example> examples, List<String> types, Ui ui) {
        String says(Plan plan) {
            return AutomationWords.trigger(plan, ui);
        }
    }

    @GetMapping("/automations")
    ModelAndView list(Ui ui) {
        return new ModelAndView(
                "automation/automations",
                Map.of(
                        "page",
                        new ListPage(
                                automations.all(ui.me()), Examples.all(types), AutomationRules.present(types), ui)));
    }

    @GetMapping("/automations/new")
    ModelAndView blank(
            @RequestParam(defaultValue = "") String example,
            @RequestParam(name = "record_type", defaultValue = "lead") String recordType,
            Ui ui) {
        AutomationRights.read(ui.me());
        var form = Examples.named(example)
                .map(one -> new AutomationForm(ui.t("automation.example." + one.id()), worded(one, ui), null))
                .orElseGet(() -> new AutomationForm(
                        "", new Plan(recordType, null, 0, false, false, 0, List.of(), List.of()), null));
        return page(null, form, EditorPages.Asked.NOTHING, HttpStatus.OK, ui);
    }

    /** What an example writes it writes in the reader's language. */
    private static Plan worded(Examples.Example example, Ui ui) {
        var plan = example.plan();
        var text = ui.t("automation.example.text." + example.id());
        var actions = plan.actions().stream()
                .map(action -> {
                    var values = new LinkedHashMap<>(action.values());
                    values.replaceAll((_, value) -> value.isEmpty() ? text : value);
                    return new Action(action.kind(), values);
                })
                .toList();
        return new Plan(
                plan.recordType(),
                plan.trigger(),
                plan.delayMinutes(),
                plan.settles(),
                plan.imports(),
                plan.mostAnHour(),
                plan.conditions(),
                actions);
    }

    private ModelAndView page(
            @Nullable Automation kept, AutomationForm form, EditorPages.Asked asked, HttpStatus status, Ui ui) {
        return new ModelAndView("automation/editor", Map.of("page", pages.page(kept, form, asked, ui)), status);
    }

    @GetMapping("/automations/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var kept = automations.get(id, ui.me());
        return page(
                kept,
                new AutomationForm(kept.name(), kept.plan(), kept.version()),
                EditorPages.Asked.NOTHING,
                HttpStatus.OK,
                ui);
    }

    @PostMapping("/automations")
    ModelAndView create(@RequestParam Map<String, String> form, Ui ui) {
        return keep(null, form, ui);
    }

    @PostMapping("/automations/{id}")
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return keep(automations.get(id, ui.me()), form, ui);
    }

    private ModelAndView keep(@Nullable Automation kept, Map<String, String> typed, Ui ui) {
        AutomationRights.write(ui.me());
        var form = AutomationForm.read(typed);
        var press = typed.getOrDefault("press", "");
        try {
            if (!press.isEmpty()) {
                return pressed(kept, form, press, typed, ui);
            }
            var id = kept == null ? automations.create(form.name(), form.plan(), ui.me()) : kept.id();
            if (kept != null) {
                automations.save(id, form.name(), form.plan(), form.version(), ui.me());
            }
            ui.flash("automation.saved");
            return seeOther("/automations/" + id);
        } catch (StaleVersion stale) {
            var again = new AutomationForm(form.name(), form.plan(), stale.actual());
            return page(
                    kept,
                    again,
                    new EditorPages.Asked(Map.of("", ui.t("record.stale")), typed, null),
                    HttpStatus.CONFLICT,
                    ui);
        } catch (BadInput bad) {
            return page(
                    kept,
                    form,
                    new EditorPages.Asked(faults(bad, ui), typed, null),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    /** A button that changes the form, or tries it; nothing is kept. */
    private ModelAndView pressed(
            @Nullable Automation kept, AutomationForm form, String press, Map<String, String> typed, Ui ui) {
        if (press.equals("try")) {
            var trial = trials.of(kept == null ? null : kept.id(), form.plan(), ui.me());
            return page(kept, form, new EditorPages.Asked(Map.of(), Map.of(), trial), HttpStatus.OK, ui);
        }
        var changed = switch (press) {
            case "condition" ->
                form.with(rules.written(
                        AutomationRules.purpose(known(form.plan().recordType())),
                        typed.getOrDefault("add_field", ""),
                        typed.getOrDefault("add_op", ""),
                        typed.getOrDefault("add_value", "")));
            case "expression" -> form.with("true");
            case "action" -> form.withAction(typed.getOrDefault("add_action", ""));
            default -> form.pressed(press);
        };
        return page(kept, changed, EditorPages.Asked.NOTHING, HttpStatus.OK, ui);
    }

    private String known(String recordType) {
        if (!AutomationRules.present(types).contains(recordType)) {
            throw new BadInput("record_type", "automation.fault.type");
        }
        return recordType;
    }

    static Map<String, String> faults(BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault -> faults.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return faults;
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    @PostMapping("/automations/{id}/state")
    ModelAndView become(@PathVariable UUID id, @RequestParam(defaultValue = "") String state, Ui ui) {
        try {
            automations.become(id, state.equals("on"), ui.me());
        } catch (BadInput bad) {
            var kept = automations.get(id, ui.me());
            return page(
                    kept,
                    new AutomationForm(kept.name(), kept.plan(), kept.version()),
                    new EditorPages.Asked(faults(bad, ui), Map.of(), null),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
        ui.flash(state.equals("on") ? "automation.is-on" : "automation.is-off");
        return seeOther("/automations/" + id);
    }

    @PostMapping("/automations/{id}/removal")
    ModelAndView remove(@PathVariable UUID id, Ui ui) {
        automations.delete(id, ui.me());
        ui.flash("automation.removed");
        return seeOther("/automations");
    }

    /** All that is shown before it runs on what is there. */
    record ExistingPage(Automation automation, RunOnExisting.Preview preview, String plural, String fault, Ui ui) {}

    @GetMapping("/automations/{id}/existing")
    ModelAndView existing(@PathVariable UUID id, Ui ui) {
        return existing(id, "", HttpStatus.OK, ui);
    }

    private ModelAndView existing(UUID id, String fault, HttpStatus status, Ui ui) {
        var automation = automations.get(id, ui.me());
        var plural = types.byId(automation.plan().recordType()).orElseThrow().plural();
        return new ModelAndView(
                "automation/existing",
                Map.of("page", new ExistingPage(automation, existing.preview(id, ui.me()), plural, fault, ui)),
                status);
    }

    @PostMapping("/automations/{id}/existing")
    ModelAndView begin(@PathVariable UUID id, Ui ui) {
        try {
            existing.begin(id, ui.me());
        } catch (BadInput bad) {
            return existing(id, faults(bad, ui).values().iterator().next(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
        ui.flash("automation.existing.begun");
        return seeOther("/automation-runs?automation=" + id);
    }
}
