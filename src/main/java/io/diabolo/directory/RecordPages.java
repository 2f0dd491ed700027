package io.diabolo.directory;

import io.diabolo.directory.RecordPage.Refused;
import io.diabolo.directory.RecordPage.Step;
import io.diabolo.journey.Stage;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a record's page together from what the modules know. */
@Component
class RecordPages {
    private static final Set<String> WITH_ACTIVITIES = Set.of("company", "person", "lead", "opportunity");
    private final Records records;
    private final RecordTypes types;
    private final FactTexts facts;
    private final Timeline timeline;
    private final Duplicates duplicates;
    private final ObjectProvider<RecordAbove> above;
    private final ObjectProvider<RecordBeside> beside;

    RecordPages(
            Records records,
            RecordTypes types,
            FactTexts facts,
            Timeline timeline,
            Duplicates duplicates,
            ObjectProvider<RecordAbove> above,
            ObjectProvider<RecordBeside> beside) {
        this.records = records;
        this.types = types;
        this.facts = facts;
        this.timeline = timeline;
        this.duplicates = duplicates;
        this.above = above;
        this.beside = beside;
    }

    @Transactional(readOnly = true)
    public RecordPage of(RecordType type, UUID id, String only, Refused refused, Ui ui) {
        var row = records.get(type, id, ui.me());
        var top = above.stream()
                .filter(one -> one.type().equals(type.id()))
                .findFirst()
                .map(one -> one.of(row, ui))
                .orElse(null);
        var all = types.fields(type).stream()
                .map(field -> facts.fact(field, row, refused, ui))
                .toList();
        var name = Objects.toString(row.value(type.defaultColumns().getFirst()), "");
        return new RecordPage(
                type.id(),
                type.plural(),
                id,
                row.version(),
                name.isEmpty() ? ui.t("record." + type.id() + ".one") : name,
                beside(row),
                top == null ? List.of() : rail(top, ui),
                top,
                all,
                timeline.of(type, id, only, ui),
                only,
                panels(type, row, ui),
                duplicates.of(type.id(), row, ui.me()),
                WITH_ACTIVITIES.contains(type.id()),
                refused.stale());
    }

    private static String beside(RecordRow row) {
        var company = row.value("company");
        return company == null ? "" : company.toString();
    }

    private List<RecordBeside.Panel> panels(RecordType type, RecordRow row, Ui ui) {
        var all = new ArrayList<RecordBeside.Panel>();
        beside.orderedStream().forEach(one -> all.addAll(one.of(type.id(), row, ui)));
        return all.stream()
                .filter(panel -> !panel.lines().isEmpty() || panel.adding() != null)
                .toList();
    }

    /** Each stage with the days spent in it, as the ledger knows them. */
    private List<Step> rail(RecordAbove.Top top, Ui ui) {
        var entered = timeline.entered(top.journey());
        var current = Stage.named(top.stage()).orElse(Stage.LEAD);
        var steps = new ArrayList<Step>();
        for (var id : top.rail()) {
            var stage = Stage.named(id).orElseThrow();
            var label = ui.t("stage." + id);
            var since = entered.get(stage.number());
            if (since != null && stage != Stage.WON) {
                var until = entered.entrySet().stream()
                        .filter(one -> one.getKey() > stage.number())
                        .map(one -> one.getValue())
                        .findFirst()
                        .orElse(ui.today());
                label = ui.t(
                        "record.rail", label, ui.days((double) Math.max(0, ChronoUnit.DAYS.between(since, until))));
            }
            steps.add(new Step(id, label, state(stage, current, since != null)));
        }
        if (current.isExit()) {
            steps.add(new Step(current.id(), ui.t("stage." + current.id()), "exit"));
        }
        return steps;
    }

    private static String state(Stage stage, Stage current, boolean entered) {
        if (stage == current) {
            return "now";
        }
        return entered || (!current.isExit() && stage.number() < current.number()) ? "done" : "";
    }
}
