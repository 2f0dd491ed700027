package io.diabolo.field;

import io.diabolo.field.VisitReports.Answer;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A visit report comes in: from the form, from a phone that kept it, or through the API. */
@Controller
class VisitReportController {
    private final VisitReports reports;
    private final FieldController pages;

    VisitReportController(VisitReports reports, FieldController pages) {
        this.reports = reports;
        this.pages = pages;
    }

    @PostMapping("/field/visits/{meeting}/report")
    ModelAndView report(@PathVariable UUID meeting, @RequestParam Map<String, String> form, Ui ui) {
        var day = FieldController.read(form.get("day"), ui.today());
        var given = new HashMap<>(form);
        given.put("meeting_id", meeting.toString());
        try {
            return switch (reports.take(VisitReport.read(given), ui.me())) {
                case Answer.Taken taken -> {
                    ui.flash(Flash.of("visit.taken").undoneBy("/changes/" + taken.changeSet() + "/reversal"));
                    var view = new RedirectView(FieldController.PATH + "?day=" + day);
                    view.setStatusCode(HttpStatus.SEE_OTHER);
                    yield new ModelAndView(view);
                }
                case Answer.Over over ->
                    pages.page(
                            day,
                            meeting,
                            form,
                            Map.of("", ui.t("visit.over." + over.state())),
                            HttpStatus.CONFLICT,
                            ui);
            };
        } catch (BadInput bad) {
            return pages.page(day, meeting, form, said(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static Map<String, String> said(BadInput bad, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault -> all.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    /**
     * What a phone kept while it had no network. It is told why it can't be taken, so that it can show that and keep the rest.
     *
     * @param form also {@code member}: who wrote it; a phone may change hands between writing and sending
     */
    @PostMapping("/field/reports")
    ResponseEntity<Map<String, String>> later(@RequestParam Map<String, String> form, Ui ui) {
        if (!ui.me().member().toString().equals(form.get("member"))) {
            return ResponseEntity.status(HttpStatus.CONFLICT)
                    .body(Map.of("fault", ui.t("visit.fault.member"), "waits", "true"));
        }
        try {
            return switch (reports.take(VisitReport.read(form), ui.me())) {
                case Answer.Taken _ -> ResponseEntity.ok(Map.of("state", "taken"));
                case Answer.Over over -> refused(HttpStatus.CONFLICT, ui.t("visit.over." + over.state()));
            };
        } catch (BadInput bad) {
            return refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    said(bad, ui).values().stream().collect(Collectors.joining(" ")));
        } catch (NoSuchRecord _) {
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, ui.t("visit.fault.meeting"));
        }
    }

    private static ResponseEntity<Map<String, String>> refused(HttpStatus status, String why) {
        return ResponseEntity.status(status).body(Map.of("fault", why));
    }

    @PostMapping("/api/v1/visit-reports")
    ResponseEntity<Map<String, Object>> take(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var given = new HashMap<String, String>();
        body.forEach((field, value) -> given.put(field, Objects.toString(value, "")));
        var report = VisitReport.read(given);
        return switch (reports.take(report, ui.me())) {
            case Answer.Taken taken ->
                ResponseEntity.status(taken.again() ? HttpStatus.OK : HttpStatus.CREATED)
                        .header("Diabolo-Change-Set", taken.changeSet().toString())
                        .body(Map.of("id", report.id(), "meeting_id", report.meeting()));
            case Answer.Over over -> throw new BadInput("meeting_id", "visit.over." + over.state());
        };
    }
}
