package io.diabolo.hiring;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a position its job descriptions and how to look for people; beside a candidate their talks and files. */
@Component
@Order(60)
class HiringBeside implements RecordBeside {
    private final JobDescriptions jobs;
    private final Candidates candidates;
    private final Applications applications;

    HiringBeside(JobDescriptions jobs, Candidates candidates, Applications applications) {
        this.jobs = jobs;
        this.candidates = candidates;
        this.applications = applications;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "position" -> position(row, ui);
            case "candidate" -> candidate(row, ui);
            default -> List.of();
        };
    }

    private List<Panel> position(RecordRow row, Ui ui) {
        var lines = new ArrayList<Line>();
        for (var job : jobs.of(row.id())) {
            lines.add(Line.of(
                    job.title(), ui.t("choice.job_description.state." + job.state()), "job-descriptions", job.id()));
        }
        if (!"filled".equals(row.value("state")) && HiringRights.hires(ui.me())) {
            lines.add(new Line(ui.t("hiring.begin"), "", "/positions/" + row.id() + "/job-descriptions/new", ""));
        }
        var role = row.value("role");
        if (role != null && !"filled".equals(row.value("state"))) {
            lines.add(new Line(ui.t("roles.search"), ui.t("hiring.search.sub"), "/roles/" + role + "#search", ""));
        }
        return List.of(new Panel("hiring.panel", lines));
    }

    private List<Panel> candidate(RecordRow row, Ui ui) {
        var talks = candidates.talks(row.id(), ui.me()).stream()
                .map(talk -> new Line(
                        talk.interviewer(),
                        (talk.heldOn() == null ? "" : ui.day(talk.heldOn()) + " ")
                                + (talk.verdict().isEmpty() ? "" : ui.t("choice.interview.verdict." + talk.verdict())),
                        "/interviews/" + talk.id(),
                        ""))
                .toList();
        var files = applications.files(row.id()).entrySet().stream()
                .map(file -> new Line(file.getValue(), "", "/candidates/" + row.id() + "/files/" + file.getKey(), ""))
                .toList();
        return List.of(new Panel("record.interview.many", talks), new Panel("hiring.files", files));
    }
}
