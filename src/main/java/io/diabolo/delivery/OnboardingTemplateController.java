package io.diabolo.delivery;

import io.diabolo.delivery.TemplateLines.Line;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
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

/** The steps of a template: written, looked at as they were, copied, and taken out of use. */
@Controller
class OnboardingTemplateController {
    private static final String ONE = "/onboarding-templates/{id:[0-9a-fA-F-]{36}}";
    private final OnboardingTemplates templates;
    private final OnboardingTemplateType type;
    private final CopyTemplate copying;
    private final Records records;

    OnboardingTemplateController(
            OnboardingTemplates templates, OnboardingTemplateType type, CopyTemplate copying, Records records) {
        this.templates = templates;
        this.type = type;
        this.copying = copying;
        this.records = records;
    }

    /**
     * All that the page shows.
     *
     * @param seen the version on which what is typed was based
     * @param shown the version whose steps are shown
     */
    record Page(
            UUID id,
            String name,
            boolean active,
            int seen,
            int shown,
            List<Line> lines,
            List<OnboardingTemplates.Version> versions,
            boolean editable,
            Map<String, String> faults) {
        String path() {
            return "/onboarding-templates/" + id;
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String fault(Line line) {
            return List.of("name_fr", "name_en", "kind", "side", "role", "days", "due_in", "after", "asks").stream()
                    .map(part -> fault(line.name(part)))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    @GetMapping(ONE + "/steps")
    ModelAndView show(
            @PathVariable UUID id, @RequestParam(name = "version", required = false) @Nullable Integer number, Ui ui) {
        var template = found(id);
        var version = templates.version(id, number == null ? template.getStepsVersion() : number);
        return page(
                template.getStepsVersion(),
                version.number(),
                id,
                TemplateLines.of(version.steps()),
                Map.of(),
                HttpStatus.OK,
                ui);
    }

    private io.diabolo.jooq.tables.records.OnboardingTemplateRecord found(UUID id) {
        var template = templates.find(id);
        if (template == null) {
            throw new NoSuchRecord(OnboardingTemplates.TYPE, id);
        }
        return template;
    }

    private ModelAndView page(
            int seen, int shown, UUID id, List<Line> lines, Map<String, String> faults, HttpStatus status, Ui ui) {
        var template = found(id);
        return new ModelAndView(
                "delivery/templateSteps",
                Map.of(
                        "page",
                        new Page(
                                id,
                                template.getName(),
                                template.getState().equals("active"),
                                seen,
                                shown,
                                lines,
                                templates.versions(id),
                                OnboardingTemplates.mayEdit(ui.me()),
                                faults)),
                status);
    }

    @PostMapping(ONE + "/steps")
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        OnboardingTemplates.edit(ui.me());
        var typed = TemplateLines.typed(form);
        var standing = TemplateLines.standing(typed);
        var seen = Typed.version(form.get("version"));
        var shown = seen == null ? found(id).getStepsVersion() : seen;
        try {
            var changeSet = templates.save(id, TemplateLines.steps(standing), seen, ui.me());
            ui.flash(
                    changeSet == null
                            ? Flash.of("onboarding.template.unchanged")
                            : Flash.of("onboarding.template.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            return seeOther("/onboarding-templates/" + id + "/steps");
        } catch (StaleVersion stale) {
            // What was typed stays, and is saved over the other's with the next try.
            return page(
                    stale.actual(),
                    shown,
                    id,
                    typed,
                    Map.of("steps", ui.t("onboarding.template.stale", stale.actual())),
                    HttpStatus.CONFLICT,
                    ui);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.putIfAbsent(
                            TemplateLines.placed(fault.field(), standing),
                            ui.t(fault.key(), fault.args().toArray())));
            return page(shown, shown, id, typed, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(ONE + "/copies")
    ModelAndView copy(@PathVariable UUID id, Ui ui) {
        var made = copying.copy(id, ui.me());
        ui.flash("onboarding.template.copied");
        return seeOther("/onboarding-templates/" + made + "/steps");
    }

    /** Out of use, or in use again; running onboardings go on. */
    @PostMapping(ONE + "/retirement")
    ModelAndView retire(@PathVariable UUID id, @RequestParam(defaultValue = "true") boolean retired, Ui ui) {
        OnboardingTemplates.edit(ui.me());
        records.update(type, id, Map.of("state", retired ? "retired" : "active"), null, ui.me());
        ui.flash(retired ? "onboarding.template.retired" : "onboarding.template.active");
        return seeOther("/onboarding-templates/" + id + "/steps");
    }

    private static ModelAndView seeOther(@Nullable String path) {
        var view = new RedirectView(Objects.requireNonNull(path));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
