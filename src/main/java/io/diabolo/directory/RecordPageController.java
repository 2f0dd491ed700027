package io.diabolo.directory;

import io.diabolo.directory.RecordPage.Refused;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
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

/** The page of a company, person, lead, opportunity or product: shown, and edited field by field. */
@Controller
class RecordPageController {
    private static final String RECORDS = "/{plural:companies|people|leads|opportunities|products}";
    private static final String RECORD = RECORDS + "/{id:[0-9a-fA-F-]{36}}";

    /** Sent by the form over all fields, which comes back when something is wrong. */
    private static final String WHOLE = "whole";

    private final RecordTypes types;
    private final Records records;
    private final RecordPages pages;

    RecordPageController(RecordTypes types, Records records, RecordPages pages) {
        this.types = types;
        this.records = records;
        this.pages = pages;
    }

    @GetMapping(RECORD)
    ModelAndView show(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam(defaultValue = "") String only, Ui ui) {
        return page(types.byPlural(plural), id, only, Refused.NOTHING, HttpStatus.OK, ui);
    }

    @PostMapping(RECORD + "/facts")
    ModelAndView update(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var type = types.byPlural(plural);
        var values = values(form);
        var whole = form.containsKey(WHOLE);
        try {
            var changed = pages.changed(type, id, values, ui);
            var saved = records.update(type, id, changed, version(form), ui.me());
            if (saved.changeSet() != null) {
                ui.flash(undoable("record.saved", saved.changeSet()));
            }
            return seeOther("/" + plural + "/" + id);
        } catch (BadInput bad) {
            var refused = new Refused(values, faults(bad, ui), false);
            return refused(type, id, whole, refused, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return refused(type, id, whole, new Refused(values, Map.of(), true), HttpStatus.CONFLICT, ui);
        }
    }

    /** All fields at once. */
    @GetMapping(RECORD + "/edit")
    ModelAndView edit(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        return form(types.byPlural(plural), id, Refused.NOTHING, HttpStatus.OK, ui);
    }

    private ModelAndView refused(RecordType type, UUID id, boolean whole, Refused refused, HttpStatus status, Ui ui) {
        return whole ? form(type, id, refused, status, ui) : page(type, id, "", refused, status, ui);
    }

    private ModelAndView form(RecordType type, UUID id, Refused refused, HttpStatus status, Ui ui) {
        return new ModelAndView("directory/edit", Map.of("page", pages.form(type, id, refused, ui)), status);
    }

    private ModelAndView page(RecordType type, UUID id, String only, Refused refused, HttpStatus status, Ui ui) {
        var page = pages.of(type, id, only, refused, ui);
        return new ModelAndView("directory/record", Map.of("page", page), status);
    }

    private static Map<String, String> values(Map<String, String> form) {
        var values = new LinkedHashMap<>(form);
        values.keySet().removeAll(List.of("version", "_csrf", WHOLE));
        return values;
    }

    private static @Nullable Integer version(Map<String, String> form) {
        var text = form.getOrDefault("version", "");
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        all.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    private static Flash undoable(String key, UUID changeSet) {
        return Flash.of(key).undoneBy("/changes/" + changeSet + "/reversal");
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
