package io.diabolo.pipeline;

import io.diabolo.directory.RecordBeside;
import io.diabolo.journey.Stage;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a deal: what the next stage asks for, when the present one may be left, and what to do in it. */
@Component
@Order(5)
class OpportunityBeside implements RecordBeside {
    private final Pipelines pipelines;
    private final Gates gates;

    OpportunityBeside(Pipelines pipelines, Gates gates) {
        this.pipelines = pipelines;
        this.gates = gates;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        var stage = Objects.toString(row.value("stage"), "");
        if (!type.equals("opportunity") || !Pipeline.OPEN.contains(stage)) {
            return List.of();
        }
        var pipeline = pipelines.of(Objects.toString(row.value("pipeline"), ""), ui.locale());
        var present = pipeline.stage(stage);
        return List.of(
                new Panel("pipeline.before", before(row, pipeline, stage, ui)),
                new Panel(
                        "pipeline.criteria",
                        lines(present.criteria().stream()
                                .map(one -> one.in(ui.locale()))
                                .toList())),
                new Panel(
                        "pipeline.guidance",
                        lines(present.guidance().in(ui.locale()).lines().toList())));
    }

    /** What is there is said too, so that nobody looks for it. */
    private List<Line> before(RecordRow row, Pipeline pipeline, String stage, Ui ui) {
        var from = Stage.named(stage).orElseThrow();
        var next = Pipeline.STAGES.get(Pipeline.STAGES.indexOf(stage) + 1);
        var entered = Gates.entered(from, from.number(), Stage.named(next).orElseThrow());
        return gates.checked(row.id(), pipeline, entered, ui.me()).stream()
                .map(one -> new Line(one.says(), ui.t(one.met() ? "gate.met" : "gate.unmet"), one.path(), ""))
                .toList();
    }

    private static List<Line> lines(List<String> said) {
        var lines = new ArrayList<Line>();
        said.stream().filter(line -> !line.isBlank()).forEach(line -> lines.add(new Line(line, "", "", "")));
        return lines;
    }
}
