package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What came in through a form, and freeing what was held as spam. */
@Controller
class SubmissionController {
    private static final int A_PAGE = 50;
    private final Forms forms;
    private final Submissions submissions;
    private final SubmissionList list;

    SubmissionController(Forms forms, Submissions submissions, SubmissionList list) {
        this.forms = forms;
        this.submissions = submissions;
        this.list = list;
    }

    @GetMapping("/forms/{id}/submissions")
    ModelAndView show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after,
            Ui ui) {
        var form = forms.get(id);
        var known = SubmissionPage.STATES.contains(state) ? state : "";
        var rows = list.of(id, known.isEmpty() ? null : known, cursor(after), A_PAGE + 1, ui.me());
        var shown = rows.subList(0, Math.min(A_PAGE, rows.size()));
        var next = rows.size() > A_PAGE
                ? "/forms/" + id + "/submissions?state=" + known + "&after=" + cursor(shown.getLast())
                : "";
        var page = new SubmissionPage(
                id,
                form.name(),
                known,
                shown.stream().map(row -> row(row, form, ui)).toList(),
                next,
                Marketers.are(ui.me()));
        return new ModelAndView("acquisition/submissions", Map.of("page", page));
    }

    @PostMapping("/forms/{id}/submissions/{submission}/release")
    ModelAndView free(@PathVariable UUID id, @PathVariable UUID submission, Ui ui) {
        try {
            submissions.free(submission, ui.me());
            ui.flash("submission.freed");
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            ui.flash(Flash.of(
                    "submission.not-freed", ui.t(fault.key(), fault.args().toArray())));
        }
        var view = new RedirectView("/forms/" + id + "/submissions");
        view.setStatusCode(org.springframework.http.HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private static SubmissionPage.Row row(SubmissionList.Row row, Form form, Ui ui) {
        var says = new ArrayList<SubmissionPage.Said>();
        for (var question : form.questions()) {
            var answer = row.received().getOrDefault(question.target(), "");
            if (!answer.isBlank()) {
                says.add(new SubmissionPage.Said(question.label(ui.locale()), answer));
            }
        }
        // What nobody asked is shown as it came.
        row.received().forEach((name, answer) -> {
            if (!answer.isBlank()
                    && form.questions().stream().noneMatch(one -> one.target().equals(name))) {
                says.add(new SubmissionPage.Said(name, answer));
            }
        });
        var came = Stream.concat(Stream.ofNullable(row.campaign()), row.utm().values().stream())
                .distinct()
                .toList();
        return new SubmissionPage.Row(
                row.id(),
                ui.moment(row.at()),
                row.state(),
                row.why() == null ? "" : ui.t("submission.why." + row.why()),
                who(row),
                says,
                String.join(" · ", came),
                row.consentVersion() == null
                        ? ""
                        : ui.t(
                                row.consented() ? "submission.consented" : "submission.not-consented",
                                row.consentVersion()),
                row.leadName() == null ? "" : row.leadName(),
                row.lead() == null ? "" : "/leads/" + row.lead());
    }

    private static String who(SubmissionList.Row row) {
        return List.of("email", "phone", "last_name").stream()
                .map(name -> row.received().getOrDefault(name, ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("–");
    }

    static String cursor(SubmissionList.Row last) {
        return last.at() + "_" + last.id();
    }

    static SubmissionList.@Nullable Cursor cursor(String text) {
        var at = text.indexOf('_');
        if (at < 0) {
            return null;
        }
        try {
            return new SubmissionList.Cursor(
                    Instant.parse(text.substring(0, at)), UUID.fromString(text.substring(at + 1)));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            return null;
        }
    }
}
