package io.diabolo.roles;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A page to try how titles are read: many pasted, one a line. */
@Controller
class TitleController {
    private final TitleReadings readings;

    TitleController(TitleReadings readings) {
        this.readings = readings;
    }

    @GetMapping("/roles/titles")
    ModelAndView show() {
        return page(new TitlesPage("", List.of(), ""), HttpStatus.OK);
    }

    /** Reads what was pasted; nothing is kept. */
    @PostMapping("/roles/titles")
    ModelAndView read(@RequestParam(defaultValue = "") String titles, Ui ui) {
        var lines = titles.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return page(new TitlesPage(titles, List.of(), ui.t("roles.titles.none")), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            var rows = readings.read(lines).stream().map(read -> row(read, ui)).toList();
            return page(new TitlesPage(titles, rows, ""), HttpStatus.OK);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            var words = ui.t(fault.key(), fault.args().toArray());
            return page(new TitlesPage(titles, List.of(), words), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private TitlesPage.Row row(TitleReadings.Read read, Ui ui) {
        var reading = read.reading();
        return new TitlesPage.Row(
                read.title(),
                reading.role().id(),
                reading.role() != CanonicalRole.NONE,
                reading.alternatives().stream().map(CanonicalRole::id).toList(),
                ui.t("roles.seniority." + reading.seniority().id()),
                reading.hints().stream().map(hint -> ui.t("roles.hint." + hint)).toList(),
                reading.confidence(),
                readings.reason(read, ui.locale()));
    }

    private static ModelAndView page(TitlesPage page, HttpStatus status) {
        return new ModelAndView("roles/titles", Map.of("page", page), status);
    }
}
