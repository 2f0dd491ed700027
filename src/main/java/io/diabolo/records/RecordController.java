package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.Lookalikes.Lookalike;
import io.diabolo.records.RecordField.Use;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Creating and deleting records of any type, and one value changed in its place; a record's page saves its own form. */
@Controller
class RecordController {
    /** Pressed by who has seen the lookalikes and makes the record all the same. */
    private static final String ANYWAY = "anyway";

    private static final int SHOWN = 8;
    private final RecordTypes types;
    private final Records records;
    private final RecordForms forms;
    private final ObjectProvider<Lookalikes> lookalikes;

    RecordController(RecordTypes types, Records records, RecordForms forms, ObjectProvider<Lookalikes> lookalikes) {
        this.types = types;
        this.records = records;
        this.forms = forms;
        this.lookalikes = lookalikes;
    }

    @GetMapping("/{plural}/new")
    ModelAndView blank(@PathVariable String plural, @RequestParam Map<String, String> parameters, Ui ui) {
        var type = types.byPlural(plural);
        Records.mayWrite(type, ui.me());
        var values = new LinkedHashMap<>(parameters);
        values.putIfAbsent("owner", ui.me().member().toString());
        type.usual(ui.me()).forEach(values::putIfAbsent);
        return form(forms.blank(type, values, Map.of(), ui), HttpStatus.OK).addObject("asks", isAsked(type));
    }

    /** While one types: what may be there already. Nothing is made, and nothing that was typed stands in an address. */
    @PostMapping("/{plural}/new/lookalikes")
    ModelAndView lookalikes(
            @PathVariable String plural, @RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        var type = types.byPlural(plural);
        Records.mayWrite(type, ui.me());
        return new ModelAndView("records/lookalikes").addObject("lookalikes", lookalikes(type, filled(parameters), ui));
    }

    private boolean isAsked(RecordType type) {
        return lookalikes.stream().anyMatch(one -> one.knows(type));
    }

    @PostMapping("/{plural}")
    ModelAndView create(@PathVariable String plural, @RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        var type = types.byPlural(plural);
        var given = given(parameters);
        try {
            var filled = filled(parameters);
            var twins = parameters.containsKey(ANYWAY) ? List.<Lookalike>of() : lookalikes(type, filled, ui);
            if (!twins.isEmpty()) {
                return form(forms.blank(type, given, Map.of(), ui), HttpStatus.CONFLICT)
                        .addObject("lookalikes", twins)
                        .addObject("asks", isAsked(type));
            }
            var saved = records.create(type, filled, ui.me());
            said("list.created", saved.changeSet(), ui);
            return new ModelAndView(
                    "redirect:/" + type.plural() + "/" + saved.record().id());
        } catch (BadInput problem) {
            return form(forms.blank(type, given, forms.faults(problem, ui), ui), HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("asks", isAsked(type));
        }
    }

    private static Map<String, Object> filled(MultiValueMap<String, String> parameters) {
        var filled = new LinkedHashMap<String, Object>(given(parameters));
        filled.values().removeIf(value -> value.toString().isBlank());
        return filled;
    }

    /** What it may double, as far as its values can be read. */
    private List<Lookalike> lookalikes(RecordType type, Map<String, Object> filled, Ui ui) {
        var typed = new LinkedHashMap<String, String>();
        filled.forEach((name, value) -> typed.put(name, value.toString().strip()));
        return lookalikes.stream()
                .flatMap(one -> one.of(type, typed, true, ui.me()).stream())
                .distinct()
                .limit(SHOWN)
                .toList();
    }

    @PostMapping("/{plural}/{id}/deletion")
    String delete(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        var type = types.byPlural(plural);
        said("list.deleted", records.delete(type, id, null, ui.me()), ui);
        return "redirect:/" + type.plural();
    }

    @PostMapping("/{plural}/{id}/restoration")
    String restore(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        var type = types.byPlural(plural);
        said("list.restored", records.restore(type, id, ui.me()).changeSet(), ui);
        return "redirect:/" + type.plural() + "/" + id;
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
            @RequestParam MultiValueMap<String, String> parameters,
            Ui ui) {
        var value = Several.joined(parameters).getOrDefault("value", "");
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

    /** The fields' values: of a repeated name the last, as a box after its hidden "no" says. */
    private static Map<String, String> given(MultiValueMap<String, String> parameters) {
        var given = new LinkedHashMap<String, String>();
        Several.joined(parameters).forEach((name, value) -> {
            if (!name.equals("version") && !name.equals("_csrf") && !name.equals(ANYWAY)) {
                given.put(name, value);
            }
        });
        return given;
    }

    private static void said(String key, @Nullable UUID changeSet, Ui ui) {
        if (changeSet != null) {
            ui.flash(Flash.of(key).undoneBy("/changes/" + changeSet + "/reversal"));
        }
    }

    private static ModelAndView form(RecordPage page, HttpStatus status) {
        return status(status, new ModelAndView("records/form").addObject("page", page));
    }

    private static ModelAndView status(HttpStatus status, ModelAndView page) {
        page.setStatus(status);
        return page;
    }
}
