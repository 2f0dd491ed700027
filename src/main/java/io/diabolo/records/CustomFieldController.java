package io.diabolo.records;

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

/** The fields that a workspace adds to its record types: seen, added, renamed and retired by administrators. */
@Controller
class CustomFieldController {
    private final CustomFields fields;
    private final CustomFiltering filtering;
    private final RecordTypes types;
    private final RecordForms forms;

    CustomFieldController(CustomFields fields, CustomFiltering filtering, RecordTypes types, RecordForms forms) {
        this.fields = fields;
        this.filtering = filtering;
        this.types = types;
        this.forms = forms;
    }

    @GetMapping("/settings/fields")
    ModelAndView list(@RequestParam Map<String, String> values, Ui ui) {
        ui.me().mayAdminister();
        return page(values, Map.of(), HttpStatus.OK);
    }

    private ModelAndView page(Map<String, String> values, Map<String, String> faults, HttpStatus status) {
        var parts = types.all().stream()
                .filter(CustomFieldsPage::canHave)
                .map(type -> new CustomFieldsPage.Part(type, fields.of(type.id())))
                .toList();
        var view =
                new ModelAndView("records/customFields").addObject("page", new CustomFieldsPage(parts, values, faults));
        view.setStatus(status);
        return view;
    }

    @PostMapping("/settings/fields")
    ModelAndView add(@RequestParam Map<String, String> values, Ui ui) {
        var me = ui.me();
        var label = values.getOrDefault("label", "");
        try {
            var type = types.byPlural(values.getOrDefault("type", ""));
            var key = values.getOrDefault("key", "").strip();
            var field = fields.add(
                    type,
                    key.isEmpty() ? fields.proposedKey(type, label) : key,
                    label,
                    values.getOrDefault("kind", ""),
                    choices(values.getOrDefault("choices", "")),
                    values.getOrDefault("reference", ""),
                    me);
            ui.flash(Flash.of("fields.added", field.label()));
            return new ModelAndView("redirect:/settings/fields#" + type.plural());
        } catch (BadInput problem) {
            return page(values, forms.faults(problem, ui), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** One a line. */
    private static List<String> choices(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    @PostMapping("/settings/fields/{id}")
    String rename(@PathVariable UUID id, @RequestParam String label, Ui ui) {
        fields.rename(id, label, ui.me());
        ui.flash(Flash.of("fields.renamed", label.strip()));
        return "redirect:/settings/fields";
    }

    @PostMapping("/settings/fields/{id}/choices")
    String offer(@PathVariable UUID id, @RequestParam String choices, Ui ui) {
        fields.offer(id, choices(choices), ui.me());
        ui.flash(Flash.of("fields.choices.changed"));
        return "redirect:/settings/fields";
    }

    @PostMapping("/settings/fields/{id}/filtering")
    String filter(@PathVariable UUID id, @RequestParam boolean open, Ui ui) {
        filtering.ask(id, open, ui.me());
        ui.flash(Flash.of(open ? "fields.filtering.begun" : "fields.filtering.ended"));
        return "redirect:/settings/fields";
    }

    @PostMapping("/settings/fields/{id}/retirement")
    String retire(@PathVariable UUID id, Ui ui) {
        fields.retire(id, ui.me());
        ui.flash(Flash.of("fields.retired"));
        return "redirect:/settings/fields";
    }
}
