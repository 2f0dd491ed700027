package io.diabolo.qualification;

import io.diabolo.platform.BadInput;
import io.diabolo.records.Records;
import io.diabolo.sheets.Sheets;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts the page together on which it is decided what becomes of a lead. */
@Component
class DecisionPages {
    private final Sheets sheets;
    private final Records records;
    private final LeadType type;
    private final LeadOutcomes outcomes;

    DecisionPages(Sheets sheets, Records records, LeadType type, LeadOutcomes outcomes) {
        this.sheets = sheets;
        this.records = records;
        this.type = type;
        this.outcomes = outcomes;
    }

    ModelAndView show(UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    /** With what was typed, and what is wrong with it or missing. */
    ModelAndView refused(UUID id, Map<String, String> typed, BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        faults.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return page(id, typed, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var row = records.get(type, id, ui.me());
        var page = new DecisionPage(
                id,
                Objects.toString(row.value("name"), ""),
                row.version(),
                !"qualified".equals(row.value("status")) && !"disqualified".equals(row.value("status")),
                sheets.of("lead", id, ui.locale()),
                outcomes.offered(),
                typed,
                faults);
        return new ModelAndView("qualification/decision", Map.of("page", page), status);
    }
}
