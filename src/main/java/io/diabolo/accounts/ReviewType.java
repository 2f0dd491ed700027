package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
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
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Review meetings (QBR) as lists, API and files see them. What is shown in one is its document. */
@Component
@Order(88)
class ReviewType implements RecordType {
    private static final int QUARTER = 3;
    private static final int LONGEST_YEARS = 5;
    private static final Company OF = COMPANY.as("review_of");
    private static final Member OWNER = MEMBER.as("owner");
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    ReviewType(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, ACCOUNT_REVIEW.NAME).sortedBy(ACCOUNT_REVIEW.NAME_KEY),
            RecordField.reference("company", "company", ACCOUNT_REVIEW.COMPANY_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.choice("state", ACCOUNT_REVIEW.STATE, List.of("planned", "held", "cancelled"))
                    .without(Use.BULK),
            RecordField.of("held_on", DATE, ACCOUNT_REVIEW.HELD_ON).without(Use.BULK),
            RecordField.of("from_on", DATE, ACCOUNT_REVIEW.FROM_ON).without(Use.BULK),
            RecordField.of("to_on", DATE, ACCOUNT_REVIEW.TO_ON).without(Use.BULK),
            RecordField.choice("language", ACCOUNT_REVIEW.LANGUAGE, List.of("fr", "en"))
                    .without(Use.BULK),
            RecordField.of("agenda", LONG_TEXT, ACCOUNT_REVIEW.AGENDA).without(Use.BULK, Use.SORT),
            RecordField.of("decisions", LONG_TEXT, ACCOUNT_REVIEW.DECISIONS).without(Use.BULK, Use.SORT),
            RecordField.member("owner", ACCOUNT_REVIEW.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, ACCOUNT_REVIEW.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, ACCOUNT_REVIEW.CREATED_AT));

    @Override
    public String id() {
        return "account_review";
    }

    @Override
    public String plural() {
        return "account-reviews";
    }

    @Override
    public Table<?> table() {
        return ACCOUNT_REVIEW;
    }

    @Override
    public Table<?> from() {
        return ACCOUNT_REVIEW
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ACCOUNT_REVIEW.WORKSPACE_ID))
                .and(OF.ID.eq(ACCOUNT_REVIEW.COMPANY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(ACCOUNT_REVIEW.WORKSPACE_ID))
                .and(OWNER.ID.eq(ACCOUNT_REVIEW.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "held_on", "from_on", "to_on", "owner");
    }

    @Override
    public String defaultSort() {
        return "-held_on";
    }

    @Override
    public Set<String> searched() {
        return Set.of("name");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        ACCOUNT_REVIEW.ID,
                        ACCOUNT_REVIEW.OWNER_ID,
                        ACCOUNT_REVIEW.NAME,
                        coalesce(OF.NAME, inline("")),
                        function(
                                "fold",
                                String.class,
                                concatWs(" ", ACCOUNT_REVIEW.NAME, OF.NAME, ACCOUNT_REVIEW.EXTERNAL_ID)))
                .from(ACCOUNT_REVIEW)
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(ACCOUNT_REVIEW.WORKSPACE_ID))
                .and(OF.ID.eq(ACCOUNT_REVIEW.COMPANY_ID))
                .where(ACCOUNT_REVIEW.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        AccountRights.work(me);
        var today = LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        if (!(draft.value("company") instanceof UUID company)) {
            draft.fault("company", "review.fault.company");
            return;
        }
        Drafts.usual(draft, "state", "planned");
        Drafts.usual(draft, "held_on", today);
        if (draft.isNew()) {
            Drafts.usual(draft, "owner", me.member().value());
        }
        var held = draft.value("held_on") instanceof LocalDate day ? day : today;
        Drafts.usual(draft, "to_on", held);
        var to = draft.value("to_on") instanceof LocalDate day ? day : held;
        Drafts.usual(draft, "from_on", to.minusMonths(QUARTER));
        Drafts.usual(draft, "language", language(company));
        if (draft.text("name") == null) {
            draft.fault("name", "review.fault.name");
        }
        if (draft.value("from_on") instanceof LocalDate from
                && (to.isBefore(from) || from.plusYears(LONGEST_YEARS).isBefore(to))) {
            draft.fault("to_on", "review.fault.period", LONGEST_YEARS);
        }
    }

    /** What most of the people there speak; else what is spoken in their country. */
    private String language(UUID company) {
        var spoken = sql.select(PERSON.LANGUAGE)
                .from(PERSON)
                .where(PERSON.COMPANY_ID.eq(company))
                .and(PERSON.DELETED_AT.isNull())
                .and(PERSON.LANGUAGE.in("fr", "en"))
                .groupBy(PERSON.LANGUAGE)
                .orderBy(org.jooq.impl.DSL.count().desc(), PERSON.LANGUAGE)
                .limit(1)
                .fetchOne(PERSON.LANGUAGE);
        if (spoken != null) {
            return spoken;
        }
        var country = sql.select(COMPANY.COUNTRY)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .fetchOne(COMPANY.COUNTRY);
        return country == null
                ? workspaces.settings().locale().getLanguage()
                : Set.of("FR", "BE", "LU", "MC", "CH").contains(country) ? "fr" : "en";
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        AccountRights.work(me);
    }
}
