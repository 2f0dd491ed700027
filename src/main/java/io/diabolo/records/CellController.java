package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.RecordField.Use;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Changing one value in its place in a list; without script a small page of its own. */
@Controller
class CellController {
    private final RecordTypes types;
    private final Records records;
    private final RecordForms forms;

    CellController(RecordTypes types, Records records, RecordForms forms) {
        this.types = types;
        this.records = records;
        this.forms = forms;
    }

    @GetMapping("/{plural}/{id}/fields/{field}")
    ModelAndView cell(
            @PathVariable String plural,
            @PathVariable UUID id,
            @PathVariable String field,
            @RequestParam(defaultValue = "false") boolean shown,
            Ui ui) {
        var type = types.byPlural(plural);
        var row = records.get(type, id, ui.me());
        return new ModelAndView(shown ? "records/cellShown" : "records/cellForm")
                .addObject("page", forms.cell(forms.field(type, field, Use.EDIT), row, null, "", "", ui));
    }

    @PostMapping("/{plural}/{id}/fields/{name}")
    ModelAndView saveCell(
            @PathVariable String plural,
            @PathVariable UUID id,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String value,
            @RequestParam MultiValueMap<String, String> parameters,
            Ui ui) {
        var type = types.byPlural(plural);
        var field = forms.field(type, name, Use.EDIT);
        var present = records.get(type, id, ui.me());
        try {
            var changed = forms.changed(type, present, Map.of(name, value), ui);
            var saved = records.update(type, id, changed, version(parameters), ui.me());
            said("list.saved", saved.changeSet(), ui);
            if (!ui.partial()) {
                return new ModelAndView("redirect:/" + type.plural());
            }
            return new ModelAndView("records/cellShown")
                    .addObject("page", forms.cell(field, saved.record(), null, "", "", ui));
        } catch (BadInput problem) {
            var fault = String.join(" ", forms.faults(problem, ui).values());
            return status(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    new ModelAndView("records/cellForm")
                            .addObject("page", forms.cell(field, present, value, fault, "", ui)));
        } catch (StaleVersion _) {
            var now = forms.text(ui).shown(field, present.value(field));
            return status(
                    HttpStatus.CONFLICT,
                    new ModelAndView("records/cellForm")
                            .addObject("page", forms.cell(field, present, value, "", now.isEmpty() ? "–" : now, ui)));
        }
    }

    private static @Nullable Integer version(MultiValueMap<String, String> parameters) {
        var version = parameters.getFirst("version");
        try {
            return version == null ? null : Integer.valueOf(version);
        } catch (NumberFormatException _) {
            throw new BadInput("version", "problem.field.number");
        }
    }

    private static void said(String key, @Nullable UUID changeSet, Ui ui) {
        if (changeSet != null) {
            ui.flash(Flash.of(key).undoneBy("/changes/" + changeSet + "/reversal"));
        }
    }

    private static ModelAndView status(HttpStatus status, ModelAndView page) {
        page.setStatus(status);
        return page;
    }
}
