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
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String cursor,
            Ui ui) {
        return page(types.byPlural(plural), id, field, place(cursor), "", HttpStatus.OK, ui);
    }

    private static @Nullable UUID place(String cursor) {
        var after = FieldConditions.uuid(cursor);
        if (after == null && !cursor.isEmpty()) {
            throw new BadInput("cursor", "problem.list.cursor");
        }
        return after;
    }

    private ModelAndView page(
            RecordType type, UUID id, String field, @Nullable UUID after, String fault, HttpStatus status, Ui ui) {
        var record = records.get(type, id, ui.me());
        var changes = histories.page(type, id, field, after, ListQuery.DEFAULT_LIMIT, ui);
        var text = forms.text(ui);
        var shown = types.fields(type).stream()
                .filter(one -> one.name().equals(field) || one.apiName().equals(field))
                .findFirst()
                .orElse(null);
        var view = new ModelAndView("records/fieldHistory")
                .addObject("page", new FieldHistoryPage(type, record, shown, changes, text, fault));
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
            return page(type, id, field, null, fault, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return page(type, id, field, null, ui.t("history.stale"), HttpStatus.CONFLICT, ui);
        }
    }

    @GetMapping("/api/v1/{plural}/{id}/history")
    @ResponseBody
    Map<String, @Nullable Object> api(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor,
            Ui ui) {
        if (limit < 1 || limit > ListQuery.MOST) {
            throw new BadInput("limit", "problem.list.limit", ListQuery.MOST);
        }
        var page = histories.page(types.byPlural(plural), id, field, place(cursor), limit, ui);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put(
                "items",
                page.entries().stream().map(FieldHistoryController::json).toList());
        body.put("next_cursor", page.next() == null ? null : page.next().toString());
        return body;
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
