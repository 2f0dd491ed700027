package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The history of a record's fields: who changed what, when, through what; and back to an earlier value. */
@Controller
class FieldHistoryController {
    /** Any record: a type that isn't there has no address. */
    static final String RECORD = "/{plural:[a-z-]+}/{id:[0-9a-fA-F-]{36}}";

    private final RecordTypes types;
    private final Records records;
    private final FieldHistory histories;
    private final RecordForms forms;

    FieldHistoryController(RecordTypes types, Records records, FieldHistory histories, RecordForms forms) {
        this.types = types;
        this.records = records;
        this.histories = histories;
        this.forms = forms;
    }

    @GetMapping(RECORD + "/history")
    ModelAndView show(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam(defaultValue = "") String field, Ui ui) {
        return page(types.byPlural(plural), id, field, "", HttpStatus.OK, ui);
    }

    private ModelAndView page(RecordType type, UUID id, String field, String fault, HttpStatus status, Ui ui) {
        var record = records.get(type, id, ui.me());
        var entries = histories.of(type, id, field, ui);
        var text = forms.text(ui);
        var shown = types.fields(type).stream()
                .filter(one -> one.name().equals(field))
                .findFirst()
                .orElse(null);
        var view = new ModelAndView("records/fieldHistory")
                .addObject("page", new FieldHistoryPage(type, record, shown, entries, text, fault));
        view.setStatus(status);
        return view;
    }

    @PostMapping(RECORD + "/history")
    ModelAndView goBack(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam String field,
            @RequestParam("change_set") UUID changeSet,
            @RequestParam(required = false) @Nullable Integer version,
            Ui ui) {
        var type = types.byPlural(plural);
        try {
            var saved = histories.goBack(type, id, field, changeSet, version, ui);
            if (saved.changeSet() != null) {
                ui.flash(Flash.of("list.saved").undoneBy("/changes/" + saved.changeSet() + "/reversal"));
            }
            return new ModelAndView("redirect:/" + type.plural() + "/" + id);
        } catch (BadInput problem) {
            var fault = String.join(" ", forms.faults(problem, ui).values());
            return page(type, id, field, fault, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(type, id, field, ui.t("history.stale"), HttpStatus.CONFLICT, ui);
        }
    }

    @GetMapping("/api/v1/{plural}/{id}/history")
    @ResponseBody
    Map<String, Object> api(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam(defaultValue = "") String field, Ui ui) {
        return Map.of(
                "items",
                histories.of(types.byPlural(plural), id, field, ui).stream()
                        .map(FieldHistoryController::json)
                        .toList());
    }

    private static Map<String, @Nullable Object> json(FieldHistory.Entry entry) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("change_set_id", entry.changeSet().toString());
        body.put("at", entry.at().toString());
        body.put("member", entry.member());
        body.put("origin", entry.origin());
        body.put("field", entry.field().apiName());
        body.put("from", RecordJson.json(entry.before()));
        body.put("to", RecordJson.json(entry.after()));
        return body;
    }
}
