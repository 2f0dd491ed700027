package io.diabolo.directory;

import io.diabolo.directory.RecordPage.Refused;
import io.diabolo.directory.RecordPage.Step;
import io.diabolo.journey.Stage;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a record's page together from what the modules know. */
@Component
class RecordPages {
    private static final Set<String> WITH_ACTIVITIES = Set.of("company", "person", "lead", "opportunity");
    private static final Set<String> OF_THE_RAIL = Set.of("stage", "stage_on");
    private static final Set<String> SELDOM =
            Set.of("name", "first_name", "last_name", "external_id", "created_at", "updated_at");
    private final Records records;
    private final FactTexts facts;
    private final Timeline timeline;
    private final Duplicates duplicates;
    private final Opposition opposition;
    private final ObjectProvider<RecordAbove> above;
    private final ObjectProvider<RecordBeside> beside;
    private final ObjectProvider<FactNotes> notes;

    RecordPages(
            Records records,
            FactTexts facts,
            Timeline timeline,
            Duplicates duplicates,
            Opposition opposition,
            ObjectProvider<RecordAbove> above,
            ObjectProvider<RecordBeside> beside,
            ObjectProvider<FactNotes> notes) {
        this.notes = notes;
        this.records = records;
        this.facts = facts;
        this.timeline = timeline;
        this.duplicates = duplicates;
        this.opposition = opposition;
        this.above = above;
        this.beside = beside;
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public RecordPage of(RecordType type, UUID id, String only, Refused refused, Ui ui) {
        var row = records.get(type, id, ui.me());
        var module = above.stream().filter(one -> one.type().equals(type.id())).findFirst();
        var top = module.map(one -> one.of(row, ui)).orElse(null);
        var headline = module.map(one -> one.headline(row, ui)).orElse(null);
        var all = facts.all(type, row, refused, ui).stream()
                .filter(fact -> top == null || !OF_THE_RAIL.contains(fact.name()))
                .filter(fact -> headline == null || !headline.fields().contains(fact.name()))
                .collect(Collectors.partitioningBy(RecordPages::isRead));
        return new RecordPage(
                type.id(),
                type.plural(),
                id,
                row.version(),
                title(type, row, ui),
                beside(row),
                top == null ? List.of() : rail(top, ui),
                top,
                headline,
                module.map(one -> one.clock(row, ui)).orElse(null),
                module.map(one -> one.notes(row, ui)).orElse(List.of()),
                module.map(one -> one.actions(row, ui)).orElse(List.of()),
                Objects.requireNonNull(all.get(true)),
                Objects.requireNonNull(all.get(false)),
                opposition.notices(type.id(), row),
                timeline.of(type, id, only, ui),
                only,
                panels(type, row, ui),
                duplicates.of(type.id(), row, ui.me()),
                WITH_ACTIVITIES.contains(type.id()),
                sources(type, row, ui),
                refused.stale());
    }

    /** The record as a form over all its fields. */
    @Transactional(readOnly = true)
    public RecordForm form(RecordType type, UUID id, Refused refused, Ui ui) {
        var row = records.get(type, id, ui.me());
        var hasMoves = above.stream().anyMatch(one -> one.type().equals(type.id()));
        var edited = facts.all(type, row, refused, ui).stream()
                .filter(fact -> fact.isEdited() && !(hasMoves && OF_THE_RAIL.contains(fact.name())))
                .toList();
        return new RecordForm(
                type.id(), type.plural(), id, row.version(), title(type, row, ui), edited, refused.stale());
    }

    /** What a form changes of the record. */
    @Transactional(readOnly = true)
    public Map<String, String> changed(RecordType type, UUID id, FactForm form, Ui ui) {
        return facts.changed(type, records.get(type, id, ui.me()), form);
    }

    /** Of these fields the ones that somebody else wrote after the form was shown. */
    @Transactional(readOnly = true)
    public Set<String> disputed(RecordType type, UUID id, FactForm form, Set<String> changed, Ui ui) {
        return facts.disputed(type, records.get(type, id, ui.me()), form, changed);
    }

    /** A "no" says as little as an empty field. */
    private static boolean isRead(RecordPage.Fact fact) {
        return !fact.shown().isEmpty() && !fact.raw().equals("false") && !SELDOM.contains(fact.name());
    }

    private Map<String, FactNotes.Note> sources(RecordType type, RecordRow row, Ui ui) {
        var all = new HashMap<String, FactNotes.Note>();
        notes.orderedStream().forEach(one -> all.putAll(one.of(type.id(), row, ui)));
        return all;
    }

    private static String title(RecordType type, RecordRow row, Ui ui) {
        var name = Objects.toString(row.value(type.defaultColumns().getFirst()), "");
        return name.isEmpty() ? ui.t("record." + type.id() + ".one") : name;
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
            var days = "";
            var since = entered.get(stage.number());
            if (since != null && stage != Stage.WON) {
                var until = entered.entrySet().stream()
                        .filter(one -> one.getKey() > stage.number())
                        .map(one -> one.getValue())
                        .findFirst()
                        .orElse(ui.today());
                days = ui.days((double) Math.max(0, ChronoUnit.DAYS.between(since, until)));
            }
            steps.add(new Step(id, top.label(id, ui), days, state(stage, current, since != null)));
        }
        if (current.isExit()) {
            steps.add(new Step(current.id(), ui.t("stage." + current.id()), "", "exit"));
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
