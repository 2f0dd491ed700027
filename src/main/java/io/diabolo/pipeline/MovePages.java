package io.diabolo.pipeline;

import io.diabolo.identity.Members;
import io.diabolo.journey.Stage;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.records.FieldKind;
import io.diabolo.records.FieldText;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Records;
import io.diabolo.web.Back;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;

/** Puts the dialog together that a move is made in: what the stage asks for, the outcome, who was there first. */
@Component
class MovePages {
    static final List<String> REACHED =
            List.of("discovery", "proposal", "closing", "won", "delivery", "live", "growth", "lost");
    private final Records records;
    private final OpportunityType type;
    private final Pipelines pipelines;
    private final Reasons reasons;
    private final Gates gates;
    private final Furthest furthest;
    private final Members members;
    private final ObjectProvider<CompetitorNames> competitors;
    private final Texts texts;

    MovePages(
            Records records,
            OpportunityType type,
            Pipelines pipelines,
            Reasons reasons,
            Gates gates,
            Furthest furthest,
            Members members,
            ObjectProvider<CompetitorNames> competitors,
            Texts texts) {
        this.records = records;
        this.type = type;
        this.pipelines = pipelines;
        this.reasons = reasons;
        this.gates = gates;
        this.furthest = furthest;
        this.members = members;
        this.competitors = competitors;
        this.texts = texts;
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public ModelAndView show(UUID id, Map<String, String> form, Ui ui) {
        return page(id, form, Map.of(), "", HttpStatus.OK, ui);
    }

    /** @param elsewhere what somebody did meanwhile, in words, or empty */
    @Transactional(readOnly = true)
    public ModelAndView refused(
            UUID id, Map<String, String> form, Map<String, String> faults, String elsewhere, HttpStatus status, Ui ui) {
        return page(id, form, faults, elsewhere, status, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> form, Map<String, String> faults, String elsewhere, HttpStatus status, Ui ui) {
        var row = records.get(type, id, ui.me());
        var pipeline = pipelines.of(Objects.toString(row.value("pipeline"), ""), ui.locale());
        var stands = Objects.toString(row.value("stage"), "discovery");
        var stage = form.getOrDefault("stage", "");
        var chosen = REACHED.contains(stage) ? stage : "";
        var asks = chosen.isEmpty() ? List.<Checked>of() : asks(id, pipeline, stands, chosen, ui);
        var fields = fields(asks);
        var dialog = "true".equals(form.get("dialog"));
        var page = new MovePage(
                id,
                Objects.toString(row.value("name"), ""),
                stands,
                chosen,
                stages(pipeline, ui),
                steps(pipeline, chosen, ui),
                offered(chosen, ui),
                asks,
                fields,
                Opportunities.mayOverride(ui.me()),
                elsewhere,
                typed(form, row),
                faults,
                new FieldText(ui, texts),
                fields.stream().anyMatch(field -> field.kind() == FieldKind.MEMBER)
                        ? members.offered(List.of(ui.me().member()))
                        : List.of(),
                chosen.equals("won") || chosen.equals("lost") ? competitors(id) : List.of(),
                Back.to(form.get("back"), "/opportunities/" + id),
                form.getOrDefault("query", ""),
                dialog);
        return new ModelAndView(dialog ? "pipeline/moveDialog" : "pipeline/move", Map.of("page", page), status);
    }

    private List<Checked> asks(UUID id, Pipeline pipeline, String stands, String chosen, Ui ui) {
        var from = Stage.named(stands).orElse(Stage.DISCOVERY);
        var entered = Gates.entered(from, furthest.of(id), Stage.named(chosen).orElseThrow());
        return gates.missing(id, pipeline, entered, ui.me());
    }

    private List<ListField> fields(List<Checked> asks) {
        return gates.fields().stream()
                .filter(field -> asks.stream()
                        .anyMatch(ask -> ask.ask().kind() == Ask.Kind.FIELD
                                && ask.ask().what().equals(field.name())))
                .toList();
    }

    private static List<MovePage.Choice> stages(Pipeline pipeline, Ui ui) {
        return REACHED.stream()
                .map(id -> new MovePage.Choice(id, label(pipeline, id, ui)))
                .toList();
    }

    /** What a stage is called in a pipeline. */
    static String label(Pipeline pipeline, String stage, Ui ui) {
        var own = pipeline.describes(stage) ? pipeline.stage(stage).label().in(ui.locale()) : "";
        return own.isEmpty() ? ui.t("stage." + stage) : own;
    }

    private static List<MovePage.Choice> steps(Pipeline pipeline, String stage, Ui ui) {
        return pipeline.describes(stage)
                ? pipeline.stage(stage).subStages().stream()
                        .map(one -> new MovePage.Choice(PipelineStage.key(one), one.in(ui.locale())))
                        .toList()
                : List.of();
    }

    private List<MovePage.Choice> offered(String stage, Ui ui) {
        return reasons.of(stage).offered().stream()
                .map(one -> new MovePage.Choice(one.key(), one.words().in(ui.locale())))
                .toList();
    }

    private List<String> competitors(UUID id) {
        return competitors
                .orderedStream()
                .flatMap(one -> one.offered(id).stream())
                .toList();
    }

    /** What was typed, else what the deal says already. */
    private static Map<String, String> typed(Map<String, String> form, RecordRow row) {
        var all = new LinkedHashMap<String, String>();
        for (var name : List.of("competitor", "lesson", "sub_stage")) {
            all.put(name, Objects.toString(row.value(name), ""));
        }
        all.putAll(form);
        return all;
    }
}
