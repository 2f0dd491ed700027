package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_PLAN;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.jooq.tables.Company;
import io.diabolo.jooq.tables.Member;
import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Account plans as lists, API and files see them: what is wanted of a customer in a period. One at a time is active. */
@Component
@Order(86)
class PlanType implements RecordType {
    private static final Company OF = COMPANY.as("plan_of");
    private static final Member OWNER = MEMBER.as("owner");
    private final DSLContext sql;
    private final ObjectProvider<CountAccounts> accounts;

    PlanType(DSLContext sql, ObjectProvider<CountAccounts> accounts) {
        this.sql = sql;
        this.accounts = accounts;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, ACCOUNT_PLAN.NAME).sortedBy(ACCOUNT_PLAN.NAME_KEY),
            RecordField.reference("company", "company", ACCOUNT_PLAN.COMPANY_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.choice("state", ACCOUNT_PLAN.STATE, List.of("draft", "active", "done"))
                    .without(Use.BULK),
            RecordField.of("starts_on", DATE, ACCOUNT_PLAN.STARTS_ON).without(Use.BULK),
            RecordField.of("ends_on", DATE, ACCOUNT_PLAN.ENDS_ON).without(Use.BULK),
            RecordField.of("ambition", LONG_TEXT, ACCOUNT_PLAN.AMBITION).without(Use.BULK, Use.SORT),
            RecordField.of("risks", LONG_TEXT, ACCOUNT_PLAN.RISKS).without(Use.BULK, Use.SORT),
            RecordField.member("owner", ACCOUNT_PLAN.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, ACCOUNT_PLAN.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, ACCOUNT_PLAN.CREATED_AT));

    @Override
    public String id() {
        return "account_plan";
    }

    @Override
    public String plural() {
        return "account-plans";
    }

    @Override
    public Table<?> table() {
        return ACCOUNT_PLAN;
    }

    @Override
    public Table<?> from() {
        return ACCOUNT_PLAN
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ACCOUNT_PLAN.WORKSPACE_ID))
                .and(OF.ID.eq(ACCOUNT_PLAN.COMPANY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ACCOUNT_PLAN.WORKSPACE_ID))
                .and(OWNER.ID.eq(ACCOUNT_PLAN.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "starts_on", "ends_on", "owner");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        ACCOUNT_PLAN.ID,
                        ACCOUNT_PLAN.OWNER_ID,
                        ACCOUNT_PLAN.NAME,
                        coalesce(OF.NAME, inline("")),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", ACCOUNT_PLAN.NAME, OF.NAME, ACCOUNT_PLAN.EXTERNAL_ID)))
                .from(ACCOUNT_PLAN)
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ACCOUNT_PLAN.WORKSPACE_ID))
                .and(OF.ID.eq(ACCOUNT_PLAN.COMPANY_ID))
                .where(ACCOUNT_PLAN.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        AccountRights.work(me);
        Drafts.usual(draft, "state", "draft");
        if (draft.isNew()) {
            Drafts.usual(draft, "owner", me.member().value());
        }
        if (draft.text("name") == null) {
            draft.fault("name", "plan.fault.name");
        }
        if (draft.value("company") == null) {
            draft.fault("company", "plan.fault.company");
        }
        if (draft.value("starts_on") instanceof LocalDate from
                && draft.value("ends_on") instanceof LocalDate to
                && to.isBefore(from)) {
            draft.fault("ends_on", "plan.fault.period");
        }
        if ("active".equals(draft.text("state"))
                && draft.value("company") instanceof UUID company
                && hasOther(company, draft)) {
            draft.fault("state", "plan.fault.active");
        }
    }

    /** Whoever makes two active at once waits here for the other. */
    private boolean hasOther(UUID company, Draft draft) {
        sql.select(COMPANY.ID)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .forNoKeyUpdate()
                .fetch();
        var active = ACCOUNT_PLAN
                .COMPANY_ID
                .eq(company)
                .and(ACCOUNT_PLAN.STATE.eq("active"))
                .and(ACCOUNT_PLAN.DELETED_AT.isNull());
        var id = draft.id();
        return sql.fetchExists(ACCOUNT_PLAN, id == null ? active : active.and(ACCOUNT_PLAN.ID.ne(id)));
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        AccountRights.work(me);
        accounts.getObject()
                .of(sql.select(ACCOUNT_PLAN.COMPANY_ID)
                        .from(ACCOUNT_PLAN)
                        .where(ACCOUNT_PLAN.ID.in(written.ids()))
                        .fetchSet(ACCOUNT_PLAN.COMPANY_ID));
    }
}
