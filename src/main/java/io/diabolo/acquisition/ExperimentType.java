package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.EXPERIMENT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.AMOUNTS;
import static io.diabolo.records.FormPart.COURSE;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Growth experiments, and segments that are explored, as lists, API and search see them. */
@Component
@Order(73)
class ExperimentType implements RecordType {
    static final List<String> STATES = List.of("idea", "running", "decided", "dropped");
    private static final List<String> LEVERS = List.of(
            "ad", "content", "seo", "event", "referral", "partnership", "outbound", "product", "pricing", "other");
    private static final List<String> SCORES = List.of("impact", "confidence", "ease");
    private static final List<String> COUNTS = List.of(
            "control_trials", "control_successes", "test_trials", "test_successes", "interviews", "first_customers");
    private static final io.diabolo.jooq.tables.Campaign OF = CAMPAIGN.as("of_campaign");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, EXPERIMENT.NAME).sortedBy(EXPERIMENT.NAME_KEY),
            RecordField.choice("kind", EXPERIMENT.KIND, List.of("growth", "segment")),
            RecordField.choice("state", EXPERIMENT.STATE, STATES),
            RecordField.of("hypothesis", LONG_TEXT, EXPERIMENT.HYPOTHESIS),
            RecordField.choice("lever", EXPERIMENT.LEVER, LEVERS),
            RecordField.of("impact", INTEGER, EXPERIMENT.IMPACT),
            RecordField.of("confidence", INTEGER, EXPERIMENT.CONFIDENCE),
            RecordField.of("ease", INTEGER, EXPERIMENT.EASE),
            RecordField.computed("ice", INTEGER, EXPERIMENT.ICE),
            RecordField.money("budget", EXPERIMENT.BUDGET_MINOR, EXPERIMENT.CURRENCY)
                    .under(AMOUNTS),
            RecordField.of("starts_on", DATE, EXPERIMENT.STARTS_ON),
            RecordField.of("ends_on", DATE, EXPERIMENT.ENDS_ON),
            RecordField.reference("campaign", "campaign", EXPERIMENT.CAMPAIGN_ID, OF.NAME),
            RecordField.of("metric", TEXT, EXPERIMENT.METRIC).under(COURSE),
            RecordField.of("control_trials", INTEGER, EXPERIMENT.CONTROL_TRIALS).under(COURSE),
            RecordField.of("control_successes", INTEGER, EXPERIMENT.CONTROL_SUCCESSES)
                    .under(COURSE),
            RecordField.of("test_trials", INTEGER, EXPERIMENT.TEST_TRIALS).under(COURSE),
            RecordField.of("test_successes", INTEGER, EXPERIMENT.TEST_SUCCESSES).under(COURSE),
            RecordField.of("interviews", INTEGER, EXPERIMENT.INTERVIEWS).under(COURSE),
            RecordField.of("first_customers", INTEGER, EXPERIMENT.FIRST_CUSTOMERS)
                    .under(COURSE),
            RecordField.of("learning", LONG_TEXT, EXPERIMENT.LEARNING).under(COURSE),
            RecordField.member("owner", EXPERIMENT.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, EXPERIMENT.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, EXPERIMENT.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, EXPERIMENT.UPDATED_AT));

    @Override
    public String id() {
        return "experiment";
    }

    @Override
    public String plural() {
        return "experiments";
    }

    @Override
    public Table<?> table() {
        return EXPERIMENT;
    }

    @Override
    public Table<?> from() {
        return EXPERIMENT
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(EXPERIMENT.WORKSPACE_ID))
                .and(OF.ID.eq(EXPERIMENT.CAMPAIGN_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(EXPERIMENT.WORKSPACE_ID))
                .and(OWNER.ID.eq(EXPERIMENT.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "kind", "state", "lever", "ice", "starts_on", "ends_on", "owner");
    }

    /** None: what one learns, all may know. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        Marketers.explorers(me);
        if (draft.text("name") == null) {
            draft.fault("name", "acquisition.fault.name");
        }
        for (var score : SCORES) {
            if (draft.gives(score) && draft.value(score) instanceof Long given && (given < 1 || given > 10)) {
                draft.fault(score, "experiment.fault.score");
            }
        }
        for (var count : COUNTS) {
            if (draft.gives(count) && draft.value(count) instanceof Long given && given < 0) {
                draft.fault(count, "experiment.fault.count");
            }
        }
        atMost(draft, "control_successes", "control_trials");
        atMost(draft, "test_successes", "test_trials");
        if (draft.value("starts_on") instanceof LocalDate from
                && draft.value("ends_on") instanceof LocalDate to
                && to.isBefore(from)) {
            draft.fault("ends_on", "campaign.fault.ends");
        }
        defaults(draft);
    }

    private static void atMost(Draft draft, String successes, String trials) {
        if (draft.value(successes) instanceof Number some
                && (!(draft.value(trials) instanceof Number all) || some.longValue() > all.longValue())) {
            draft.fault(successes, "experiment.fault.successes");
        }
    }

    private static void defaults(Draft draft) {
        for (var text : List.of("hypothesis", "learning")) {
            if (draft.gives(text) && draft.value(text) == null) {
                draft.set(text, "");
            }
        }
        if (draft.gives("kind") && draft.value("kind") == null) {
            draft.set("kind", "growth");
        }
        if (draft.gives("state") && draft.value("state") == null) {
            draft.set("state", "idea");
        }
        if ("decided".equals(draft.text("state"))
                && (draft.text("learning") == null || draft.text("learning").isBlank())) {
            draft.fault("learning", "experiment.fault.learning");
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        Marketers.explorers(me);
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        EXPERIMENT.ID,
                        val(null, UUID.class),
                        EXPERIMENT.NAME,
                        coalesce(EXPERIMENT.LEVER, inline("")),
                        function("fold", String.class, concatWs(" ", EXPERIMENT.NAME, EXPERIMENT.EXTERNAL_ID)))
                .from(EXPERIMENT)
                .where(EXPERIMENT.ID.in(ids));
    }

    @Override
    public Set<String> searched() {
        return Set.of("name", "external_id");
    }
}
