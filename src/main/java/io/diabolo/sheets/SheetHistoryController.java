package io.diabolo.sheets;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** All that was ever answered to a question: who said it, who wrote it down, and when. */
@Controller
class SheetHistoryController {
    private final Sheets sheets;
    private final SheetTemplates templates;
    private final RecordTypes types;

    SheetHistoryController(Sheets sheets, SheetTemplates templates, RecordTypes types) {
        this.sheets = sheets;
        this.templates = templates;
        this.types = types;
    }

    record Page(String plural, String path, Question question, List<Answer> answers) {}

    @GetMapping("/{plural:leads|opportunities|interviews}/{id}/sheet/{question}")
    ModelAndView show(@PathVariable String plural, @PathVariable UUID id, @PathVariable String question, Ui ui) {
        var type = SheetController.type(types, templates, plural, id);
        var answers = sheets.history(type, id, question, ui.me());
        var asked = sheets.of(type, id, ui.me()).template().questions().stream()
                .filter(one -> one.id().equals(question))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("question", question));
        var page = new Page(plural, "/" + plural + "/" + id + "/sheet", asked, answers);
        return new ModelAndView("sheets/history", Map.of("page", page));
    }
}
