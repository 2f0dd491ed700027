package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.WIN_BACK;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Customers who left, as lists, API and files see them: why, what was lost, when to come back to them. */
@Component
@Order(91)
class WinBackType implements RecordType {
    private static final io.diabolo.jooq.tables.Company OF = COMPANY.as("left_by");
    private static final io.diabolo.jooq.tables.Lead MADE = LEAD.as("made");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    WinBackType(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private final List<RecordField> fields = List.of(
            RecordField.computed("name", TEXT, WIN_BACK.NAME).sortedBy(WIN_BACK.NAME_KEY),
            RecordField.reference("company", "company", WIN_BACK.COMPANY_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.choice("state", WIN_BACK.STATE, List.of("waiting", "open", "returned", "dropped"))
                    .without(Use.BULK),
            RecordField.choice("reason", WIN_BACK.REASON, AccountType.REASONS),
            RecordField.of("churned_on", DATE, WIN_BACK.CHURNED_ON).without(Use.BULK),
            RecordField.money("lost", WIN_BACK.LOST_MINOR, WIN_BACK.CURRENCY).without(Use.BULK),
            RecordField.of("return_on", DATE, WIN_BACK.RETURN_ON),
            RecordField.of("signal", TEXT, WIN_BACK.SIGNAL).without(Use.BULK),
            RecordField.of("note", LONG_TEXT, WIN_BACK.NOTE).without(Use.SORT),
            RecordField.reference("lead", "lead", WIN_BACK.LEAD_ID, MADE.NAME).only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.member("owner", WIN_BACK.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, WIN_BACK.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, WIN_BACK.CREATED_AT));

    @Override
    public String id() {
        return "win_back";
    }

    @Override
    public String plural() {
        return "win-backs";
    }

    @Override
    public Table<?> table() {
        return WIN_BACK;
    }

    @Override
    public Table<?> from() {
        return WIN_BACK.leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(WIN_BACK.WORKSPACE_ID))
                .and(OF.ID.eq(WIN_BACK.COMPANY_ID))
                .leftJoin(MADE)
                .on(MADE.WORKSPACE_ID.eq(WIN_BACK.WORKSPACE_ID))
                .and(MADE.ID.eq(WIN_BACK.LEAD_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(WIN_BACK.WORKSPACE_ID))
                .and(OWNER.ID.eq(WIN_BACK.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "state", "reason", "churned_on", "lost", "return_on", "owner");
    }

    @Override
    public String defaultSort() {
        return "-churned_on";
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("return_on");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        AccountRights.work(me);
        if (!(draft.value("company") instanceof UUID company)) {
            draft.fault("company", "win-back.fault.company");
            return;
        }
        Drafts.usual(draft, "state", "waiting");
        Drafts.usual(draft, "reason", "other");
        Drafts.usual(
                draft,
                "churned_on",
                LocalDate.ofInstant(clock.instant(), workspaces.settings().zone()));
        if (draft.isNew()) {
            Drafts.usual(draft, "owner", me.member().value());
        }
        if (draft.isNew() || draft.gives("company")) {
            draft.setColumn(
                    "name",
                    sql.select(COMPANY.NAME)
                            .from(COMPANY)
                            .where(COMPANY.ID.eq(company))
                            .fetchOne(COMPANY.NAME));
        }
        if ((draft.isNew() || draft.gives("company") || draft.gives("churned_on")) && isListed(draft, company)) {
            draft.fault("churned_on", "win-back.fault.twice");
        }
    }

    private boolean isListed(Draft draft, UUID company) {
        if (!(draft.value("churned_on") instanceof LocalDate day)) {
            return false;
        }
        var same = WIN_BACK.COMPANY_ID.eq(company).and(WIN_BACK.CHURNED_ON.eq(day));
        var id = draft.id();
        return sql.fetchExists(WIN_BACK, id == null ? same : same.and(WIN_BACK.ID.ne(id)));
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        AccountRights.work(me);
    }
}
