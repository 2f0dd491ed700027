package io.diabolo.acquisition;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a form: where it is built and read; beside a lead or person: what they sent and what they did. */
@Component
@Order(30)
class FormBeside implements RecordBeside {
    private static final int SHOWN = 12;
    private final Forms forms;
    private final SubmissionList submissions;
    private final Touches touches;

    FormBeside(Forms forms, SubmissionList submissions, Touches touches) {
        this.forms = forms;
        this.submissions = submissions;
        this.touches = touches;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "form" -> List.of(new Panel("form.use", form(row, ui)));
            case "lead" ->
                List.of(new Panel("submissions.title", sent(row, ui)), new Panel("touches.title", done(row, ui)));
            case "person" -> List.of(new Panel("touches.title", lines(row.id(), ui)));
            default -> List.of();
        };
    }

    private List<Line> form(RecordRow row, Ui ui) {
        var form = forms.get(row.id());
        var path = "/forms/" + row.id();
        var held = submissions.held(row.id());
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                ui.t("form.builder"),
                ui.t("form.questions.count", form.questions().size()),
                path + "/builder",
                ""));
        lines.add(new Line(
                ui.t("form.builder.see"),
                ui.t("choice.form.state." + form.state()),
                "/f/" + form.key().text(),
                ""));
        lines.add(new Line(
                ui.t("submissions.title"), held == 0 ? "" : ui.t("submissions.held", held), path + "/submissions", ""));
        return lines;
    }

    private List<Line> sent(RecordRow row, Ui ui) {
        return submissions.ofLead(row.id(), ui.me()).stream()
                .map(one -> new Line(
                        one.formName(),
                        ui.ago(one.at()) + (one.campaign() == null ? "" : " · " + one.campaign()),
                        "/forms/" + one.form() + "/submissions",
                        ""))
                .toList();
    }

    private List<Line> done(RecordRow row, Ui ui) {
        return row.value("person") instanceof io.diabolo.records.Reference person ? lines(person.id(), ui) : List.of();
    }

    private List<Line> lines(java.util.UUID person, Ui ui) {
        return touches.of(person, SHOWN).stream()
                .map(one -> new Line(
                        ui.t("touch.kind." + one.kind(), one.what()),
                        ui.ago(one.at()) + (one.source() == null ? "" : " · " + one.source()),
                        "",
                        ""))
                .toList();
    }
}
