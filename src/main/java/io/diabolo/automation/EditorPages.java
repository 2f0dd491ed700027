package io.diabolo.automation;

import static io.diabolo.jooq.Tables.MAIL_TEMPLATE;

import io.diabolo.identity.Members;
import io.diabolo.identity.SalesRoles;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Stage;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.rules.Rules;
import io.diabolo.sequences.Sequences;
import io.diabolo.web.Ui;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what the editor of automations shows and offers. */
@Component
class EditorPages {
    private final DSLContext sql;
    private final Automations automations;
    private final RunLog log;
    private final AutomationWords words;
    private final Webhooks webhooks;
    private final Choices choices;

    /** The faces of other modules that say what can be chosen. */
    @Component
    record Choices(
            RecordTypes types,
            Rules rules,
            PlanCheck check,
            List<Deed> deeds,
            Members members,
            Sequences sequences,
            Texts texts) {}

    EditorPages(
            DSLContext sql,
            Automations automations,
            RunLog log,
            AutomationWords words,
            Webhooks webhooks,
            Choices choices) {
        this.sql = sql;
        this.automations = automations;
        this.log = log;
        this.words = words;
        this.webhooks = webhooks;
        this.choices = choices;
    }

    /** What is to be shown besides the form. */
    record Asked(Map<String, String> faults, Map<String, String> typed, Trials.@Nullable Trial trial) {
        static final Asked NOTHING = new Asked(Map.of(), Map.of(), null);
    }

    @Transactional(readOnly = true)
    public EditorPage page(@Nullable Automation kept, AutomationForm form, Asked asked, Ui ui) {
        AutomationRights.read(ui.me());
        if (!AutomationRules.present(choices.types()).contains(form.plan().recordType())) {
            throw new BadInput("record_type", "automation.fault.type");
        }
        var type = choices.types().byId(form.plan().recordType()).orElseThrow();
        return new EditorPage(
                kept,
                form,
                asked.faults(),
                form.plan().conditions().stream()
                        .map(one -> says(type, one, ui))
                        .toList(),
                asked.typed(),
                offered(type, ui),
                kept == null ? List.of() : automations.versions(kept.id(), ui.me()),
                kept == null ? Map.of() : log.counts(kept.id(), ui.now().minus(Duration.ofDays(30))),
                shown(form.plan(), asked.trial(), ui),
                ui);
    }

    private String says(RecordType type, String expression, Ui ui) {
        var purpose = AutomationRules.purpose(type.id());
        return choices.rules().fault(purpose, expression) == null
                ? choices.rules().says(purpose, expression, ui.locale())
                : "";
    }

    private EditorPage.@Nullable TrialShown shown(Plan plan, Trials.@Nullable Trial trial, Ui ui) {
        return trial == null
                ? null
                : new EditorPage.TrialShown(
                        trial,
                        trial.lines().stream()
                                .map(one -> new EditorPage.TrialShown.Line(
                                        one, words.why(plan.recordType(), one.said(), one.state(), ui)))
                                .toList());
    }

    private EditorPage.Offered offered(RecordType type, Ui ui) {
        var stages = new LinkedHashMap<String, String>();
        Arrays.stream(Stage.values()).forEach(one -> stages.put(one.id(), ui.t("stage." + one.id())));
        var handoffs = new LinkedHashMap<String, String>();
        OfferHandoff.kinds(type.id()).stream()
                .map(HandoffKind::id)
                .forEach(one -> handoffs.put(one, ui.t("handoff.kind." + one)));
        return new EditorPage.Offered(
                PlanCheck.events(type.id()),
                labels(choices.check().changing(type), ui),
                labels(choices.check().dates(type), ui),
                stages,
                handoffs,
                choices.rules().words(AutomationRules.purpose(type.id()), ui.locale()),
                choices.deeds().stream()
                        .filter(one -> one.suits(type))
                        .map(Deed::kind)
                        .toList(),
                labels(SetField.fields(choices.types(), type), ui),
                whom("turn:", "automation.whom.turn", ui),
                whom("role:", "automation.whom.role", ui),
                templates(),
                sequences(),
                webhooks(ui));
    }

    private Map<String, String> labels(List<ListField> fields, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        fields.forEach(one -> all.put(one.name(), one.label(choices.texts(), ui.locale())));
        return all;
    }

    private Map<String, String> whom(String prefix, String text, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        for (var one : List.of("owner", "manager", "keeper")) {
            all.put(one, ui.t("automation.whom." + one));
        }
        SalesRoles.IDS.forEach(role -> all.put(prefix + role, ui.t(text, ui.t("role." + role))));
        choices.members().active().stream()
                .limit(Members.OFFERED)
                .forEach(one -> all.put("member:" + one.id().value(), one.name()));
        return all;
    }

    private Map<String, String> templates() {
        var all = new LinkedHashMap<String, String>();
        sql.select(MAIL_TEMPLATE.ID, MAIL_TEMPLATE.NAME)
                .from(MAIL_TEMPLATE)
                .where(MAIL_TEMPLATE.DELETED_AT.isNull())
                .orderBy(MAIL_TEMPLATE.NAME_KEY, MAIL_TEMPLATE.ID)
                .limit(200)
                .forEach(row -> all.put(row.value1().toString(), row.value2()));
        return all;
    }

    private Map<String, String> sequences() {
        var all = new LinkedHashMap<String, String>();
        choices.sequences().active().forEach(one -> all.put(one.id().toString(), one.name()));
        return all;
    }

    private Map<String, String> webhooks(Ui ui) {
        var all = new LinkedHashMap<String, String>();
        webhooks.all(ui.me()).forEach(one -> all.put(one.id().toString(), one.name()));
        return all;
    }
}
