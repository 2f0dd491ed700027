package io.diabolo.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.records.FilterChips;
import io.diabolo.records.ListAddress;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.SheetText;
import io.diabolo.reports.Answer.Figure;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Reports are asked by their address, so each can be sent to a colleague, who sees what they may see. */
@Controller
class ReportController {
    private static final String ONE = "/reports/{id}";
    private final Reports reports;
    private final SavedReports saved;
    private final RecordTypes types;
    private final FilterChips chips;
    private final Texts texts;

    ReportController(Reports reports, SavedReports saved, RecordTypes types, FilterChips chips, Texts texts) {
        this.reports = reports;
        this.saved = saved;
        this.types = types;
        this.chips = chips;
        this.texts = texts;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry reportsEntry() {
            return NavigationEntry.of(NavigationGroup.TEAM, 30, "/reports", "report.many");
        }
    }

    @GetMapping("/reports")
    ModelAndView index(Ui ui) {
        List<RecordType> offered = types.all().stream()
                .sorted(java.util.Comparator.comparing(type -> ui.t("records." + type.id() + ".many")))
                .toList();
        return new ModelAndView("reports/reports", Map.of("reports", saved.list(ui.me()), "types", offered));
    }

    @GetMapping("/reports/new")
    ModelAndView ask(@RequestParam MultiValueMap<String, String> asked, Ui ui) {
        var of = asked.getFirst("of");
        return page(of == null || of.isBlank() ? "opportunities" : of, asked, null, "", HttpStatus.OK, ui);
    }

    /** As it is kept, or with what was changed since. */
    @GetMapping(ONE)
    ModelAndView show(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> asked, Ui ui) {
        var report = saved.get(id, ui.me());
        var changed = asked.containsKey("by");
        return page(plural(report), changed ? asked : ListAddress.read(report.query()), report, "", HttpStatus.OK, ui);
    }

    private String plural(SavedReport report) {
        return types.byId(report.type()).map(RecordType::plural).orElse(report.type());
    }

    private ModelAndView page(
            String of,
            Map<String, List<String>> asked,
            @Nullable SavedReport report,
            String fault,
            HttpStatus status,
            Ui ui) {
        var query = reports.read(of, asked, ui.me());
        Answer answer = null;
        var wrong = fault;
        try {
            answer = reports.of(query, ui.me());
        } catch (BadInput bad) {
            // What takes too long leaves the form, in which it can be asked more narrowly.
            wrong = said(bad, ui);
        }
        return new ModelAndView(
                "reports/report",
                Map.of("page", new ReportPage(query, answer, report, chips.of(query.records(), ui), wrong, ui, texts)),
                status);
    }

    private static String said(BadInput bad, Ui ui) {
        var fault = bad.faults().getFirst();
        return ui.t(fault.key(), fault.args().toArray());
    }

    @PostMapping("/reports")
    ModelAndView keep(@RequestParam MultiValueMap<String, String> form, Ui ui) {
        var of = first(form, "of");
        var asked = ListAddress.read(first(form, "query"));
        try {
            var id = saved.keep(
                    reports.read(of, asked, ui.me()), first(form, "name"), form.containsKey("shared"), ui.me());
            ui.flash("report.kept", first(form, "name").strip());
            return to("/reports/" + id);
        } catch (BadInput bad) {
            return page(of, asked, null, said(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(ONE)
    ModelAndView change(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Ui ui) {
        var report = saved.get(id, ui.me());
        var asked = ListAddress.read(first(form, "query"));
        try {
            saved.change(
                    id,
                    reports.read(plural(report), asked, ui.me()),
                    first(form, "name"),
                    form.containsKey("shared"),
                    ui.me());
            ui.flash("report.kept", first(form, "name").strip());
            return to("/reports/" + id);
        } catch (BadInput bad) {
            return page(plural(report), asked, report, said(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping(ONE + "/subscription")
    ModelAndView subscribe(@PathVariable UUID id, @RequestParam(defaultValue = "") String every, Ui ui) {
        saved.subscribe(id, every, ui.me());
        ui.flash(every.isEmpty() ? "report.every.none.said" : "report.every." + every + ".said");
        return to("/reports/" + id);
    }

    @PostMapping(ONE + "/deletion")
    ModelAndView drop(@PathVariable UUID id, Ui ui) {
        var report = saved.get(id, ui.me());
        saved.drop(id, ui.me());
        ui.flash("report.dropped", report.name());
        return to("/reports");
    }

    private static String first(MultiValueMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value;
    }

    private static ModelAndView to(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    /** The figures exactly, as the page's table has them. */
    @GetMapping("/reports/sheet")
    void sheet(@RequestParam MultiValueMap<String, String> asked, Ui ui, HttpServletResponse response)
            throws IOException {
        var query = reports.read(first(asked, "of"), asked, ui.me());
        var answer = reports.of(query, ui.me());
        var page = new ReportPage(query, answer, null, List.of(), "", ui, texts);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"report.csv\"");
        var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write("\uFEFF");
        try (var csv = CsvWriter.builder()
                .fieldSeparator(SheetText.separator(ui.me()))
                .quoteStrategy(QuoteStrategies.REQUIRED)
                .build(out)) {
            var head = new ArrayList<String>();
            head.add(page.name(query.by()));
            answer.across().forEach(group -> head.add(SheetText.harmless(page.name(page.acrossOf(), group))));
            head.add(page.measure() + (query.measure().isMoney() ? " (" + query.currency() + ")" : ""));
            csv.writeRecord(head);
            for (var row : answer.by()) {
                var cells = new ArrayList<String>();
                cells.add(SheetText.harmless(page.name(query.by(), row)));
                answer.across().forEach(group -> cells.add(exact(query, answer.at(row, group), ui)));
                cells.add(exact(query, row.whole(), ui));
                csv.writeRecord(cells);
            }
        }
    }

    private static String exact(ReportQuery query, Figure figure, Ui ui) {
        var value = figure.value();
        if (value == null) {
            return "";
        }
        var text = ReportJson.plain(query, value);
        return ui.me().isFrench() ? text.replace('.', ',') : text;
    }
}
