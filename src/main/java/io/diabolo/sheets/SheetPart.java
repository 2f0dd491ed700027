package io.diabolo.sheets;

import io.diabolo.web.Ui;
import java.util.List;

/**
 * A record's sheet as other pages show it: to be read, with what is missing and the way to fill it.
 *
 * @param path of the page on which it is filled
 */
public record SheetPart(String name, String complete, String missing, String path, List<Row> rows) {
    /**
     * @param value empty where there is no answer
     * @param path of the question on the page on which it is filled
     */
    public record Row(String label, String value, String evidence, String path, boolean isMissing) {}

    /** @param record the path of the record's page */
    public static SheetPart of(Sheet sheet, String record, Ui ui) {
        var path = record + "/sheet";
        return new SheetPart(
                sheet.template().name(),
                ui.t("sheet.complete.share", sheet.answered(), sheet.entries().size(), sheet.completeness()),
                ui.t("sheet.missing", sheet.missing().size()),
                path,
                sheet.entries().stream().map(entry -> row(entry, path, ui)).toList());
    }

    private static Row row(Sheet.Entry entry, String path, Ui ui) {
        var question = entry.question();
        return new Row(
                question.label(),
                AnswerText.value(entry, ui.locale(), ui::t),
                AnswerText.evidence(entry.answer(), ui.locale(), ui::t),
                path + "#" + question.id(),
                question.required() && !entry.isAnswered());
    }
}
