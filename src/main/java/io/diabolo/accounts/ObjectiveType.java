package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_OBJECTIVE;
import static io.diabolo.jooq.Tables.ACCOUNT_PLAN;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.jooq.tables.AccountPlan;
import io.diabolo.jooq.tables.Member;
import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The objectives of account plans, as lists, API and files see them. */
@Component
@Order(87)
class ObjectiveType implements RecordType {
    private static final AccountPlan OF = ACCOUNT_PLAN.as("of_plan");
    private static final Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, ACCOUNT_OBJECTIVE.NAME).sortedBy(ACCOUNT_OBJECTIVE.NAME_KEY),
            RecordField.reference("plan", "account_plan", ACCOUNT_OBJECTIVE.PLAN_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.choice("state", ACCOUNT_OBJECTIVE.STATE, List.of("open", "reached", "dropped")),
            RecordField.of("target", DECIMAL, ACCOUNT_OBJECTIVE.TARGET).without(Use.BULK),
            RecordField.of("reached", DECIMAL, ACCOUNT_OBJECTIVE.REACHED).without(Use.BULK),
            RecordField.of("unit", TEXT, ACCOUNT_OBJECTIVE.UNIT).without(Use.BULK),
            RecordField.of("due_on", DATE, ACCOUNT_OBJECTIVE.DUE_ON),
            RecordField.of("note", LONG_TEXT, ACCOUNT_OBJECTIVE.NOTE).without(Use.SORT),
            RecordField.member("owner", ACCOUNT_OBJECTIVE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, ACCOUNT_OBJECTIVE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, ACCOUNT_OBJECTIVE.CREATED_AT));

    @Override
    public String id() {
        return "account_objective";
    }

    @Override
    public String plural() {
        return "objectives";
    }

    @Override
    public Table<?> table() {
        return ACCOUNT_OBJECTIVE;
    }

    @Override
    public Table<?> from() {
        return ACCOUNT_OBJECTIVE
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ACCOUNT_OBJECTIVE.WORKSPACE_ID))
                .and(OF.ID.eq(ACCOUNT_OBJECTIVE.PLAN_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ACCOUNT_OBJECTIVE.WORKSPACE_ID))
                .and(OWNER.ID.eq(ACCOUNT_OBJECTIVE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "plan", "state", "reached", "target", "unit", "due_on", "owner");
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("due_on");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        ACCOUNT_OBJECTIVE.ID,
                        ACCOUNT_OBJECTIVE.OWNER_ID,
                        ACCOUNT_OBJECTIVE.NAME,
                        coalesce(OF.NAME, inline("")),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", ACCOUNT_OBJECTIVE.NAME, ACCOUNT_OBJECTIVE.EXTERNAL_ID)))
                .from(ACCOUNT_OBJECTIVE)
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ACCOUNT_OBJECTIVE.WORKSPACE_ID))
                .and(OF.ID.eq(ACCOUNT_OBJECTIVE.PLAN_ID))
                .where(ACCOUNT_OBJECTIVE.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        AccountRights.work(me);
        Drafts.usual(draft, "state", "open");
        Drafts.usual(draft, "unit", "");
        if (draft.isNew()) {
            Drafts.usual(draft, "owner", me.member().value());
        }
        if (draft.text("name") == null) {
            draft.fault("name", "objective.fault.name");
        }
        if (draft.value("plan") == null) {
            draft.fault("plan", "objective.fault.plan");
        }
        // Whoever writes down that the target is met has said that the objective is reached.
        if (draft.gives("reached")
                && !draft.gives("state")
                && "open".equals(draft.text("state"))
                && draft.value("reached") instanceof BigDecimal reached
                && draft.value("target") instanceof BigDecimal target
                && reached.compareTo(target) >= 0) {
            draft.set("state", "reached");
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        AccountRights.work(me);
    }
}
