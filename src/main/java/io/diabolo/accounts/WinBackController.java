package io.diabolo.accounts;

import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Pursuing a customer who left: asked about first, for it makes a lead. */
@Controller
class WinBackController {
    private static final String REOPENING = "/win-backs/{id:[0-9a-fA-F-]{36}}/reopening";
    private final WinBacks winBacks;
    private final Records records;
    private final WinBackType type;

    WinBackController(WinBacks winBacks, Records records, WinBackType type) {
        this.winBacks = winBacks;
        this.records = records;
        this.type = type;
    }

    record Page(RecordRow row, String fault) {
        String text(String field) {
            var value = row.value(field);
            return value == null ? "" : value.toString();
        }
    }

    @GetMapping(REOPENING)
    ModelAndView ask(@PathVariable UUID id, Ui ui) {
        return page(id, "", HttpStatus.OK, ui);
    }

    private ModelAndView page(UUID id, String fault, HttpStatus status, Ui ui) {
        return new ModelAndView(
                "accounts/reopening", Map.of("page", new Page(records.get(type, id, ui.me()), fault)), status);
    }

    @PostMapping(REOPENING)
    ModelAndView reopen(@PathVariable UUID id, Ui ui) {
        try {
            var lead = winBacks.reopen(id, ui.me());
            ui.flash("win-back.reopened");
            return AccountController.seeOther("/leads/" + lead);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(id, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }
}
