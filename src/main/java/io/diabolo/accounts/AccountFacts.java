package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_OBJECTIVE;
import static io.diabolo.jooq.Tables.ACCOUNT_PLAN;
import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;
import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;

import io.diabolo.jooq.tables.records.AccountObjectiveRecord;
import io.diabolo.jooq.tables.records.AccountPlanRecord;
import io.diabolo.jooq.tables.records.AccountReviewRecord;
import io.diabolo.jooq.tables.records.CustomerAccountRecord;
import io.diabolo.jooq.tables.records.SuggestionRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an account's pages read: the account, its people, its plan, what is suggested. */
@Service
class AccountFacts {
    private static final int PEOPLE = 30;
    private static final int LISTED = 50;
    private final DSLContext sql;
    private final Records records;
    private final Types types;

    /** The lists of this module, by whose owners records are seen. */
    @org.springframework.stereotype.Component
    record Types(AccountType account, PlanType plan, ReviewType review, SuggestionType suggestion) {}

    AccountFacts(DSLContext sql, Records records, Types types) {
        this.sql = sql;
        this.records = records;
        this.types = types;
    }

    /** @throws NoSuchRecord also if {@code me} can't see it, or if it is no customer's */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public CustomerAccountRecord get(UUID id, Actor me) {
        records.get(types.account(), id, me);
        return sql.selectFrom(CUSTOMER_ACCOUNT)
                .where(CUSTOMER_ACCOUNT.ID.eq(id))
                .fetchSingle();
    }

    /** Whether the company's page may lead to an account. */
    @Transactional(readOnly = true)
    public boolean isSeen(UUID company, Actor me) {
        return sql.fetchExists(CUSTOMER_ACCOUNT, CUSTOMER_ACCOUNT.ID.eq(company).and(Visible.to(me, types.account())));
    }

    /**
     * Somebody who matters there.
     *
     * @param part in the deals: champion, economic_buyer …; empty: none
     * @param left since when they work there no longer; null: they do
     * @param now where they are instead, or empty
     */
    record Contact(
            UUID id,
            String name,
            String title,
            String part,
            @Nullable LocalDate left,
            String now) {
        boolean isSponsor() {
            return part.equals("champion") || part.equals("economic_buyer");
        }
    }

    /** Those who took part in deals first, sponsors before others; then who else works there. */
    @Transactional(readOnly = true)
    public List<Contact> people(UUID company) {
        return sql.fetch("""
                with part as (
                    select distinct on (s.person_id) s.person_id, s.part
                    from stakeholder s join opportunity o on o.id = s.opportunity_id
                    where o.company_id = {0} and o.deleted_at is null and s.deleted_at is null
                    order by s.person_id, array_position(array['champion', 'economic_buyer'], s.part) nulls last, s.created_at desc),
                gone as (
                    select person_id, max(ended_on) as ended_on from person_position
                    where company_id = {0} and ended_on is not null group by person_id)
                select p.id, p.name, coalesce(p.title, ''), coalesce(part.part, ''),
                       case when p.company_id is distinct from {0} then coalesce(gone.ended_on, p.updated_at::date) end,
                       case when p.company_id is distinct from {0} then coalesce(c.name, '') else '' end
                from person p
                left join part on part.person_id = p.id
                left join gone on gone.person_id = p.id
                left join company c on c.id = p.company_id
                where p.deleted_at is null and p.merged_into is null
                  and (p.company_id = {0} or (part.person_id is not null and gone.person_id is not null))
                order by part.part is null, array_position(array['champion', 'economic_buyer'], part.part) nulls last, p.name_key, p.id
                limit {1}
                """, org.jooq.impl.DSL.val(company), org.jooq.impl.DSL.val(PEOPLE))
                .map(row -> new Contact(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, LocalDate.class),
                        row.get(5, String.class)));
    }

    /** What waits for an answer, the newest first. */
    @Transactional(readOnly = true)
    public List<SuggestionRecord> suggestions(UUID company, Actor me) {
        return sql.selectFrom(SUGGESTION)
                .where(SUGGESTION.COMPANY_ID.eq(company))
                .and(SUGGESTION.STATE.eq("open"))
                .and(Visible.to(me, types.suggestion()))
                .orderBy(SUGGESTION.CREATED_AT.desc(), SUGGESTION.ID)
                .limit(LISTED)
                .fetch();
    }

    /** The plan in force, else the newest that isn't done; null where nothing is planned. Whoever sees the account sees it. */
    @Transactional(readOnly = true)
    public @Nullable AccountPlanRecord plan(UUID company) {
        return sql.selectFrom(ACCOUNT_PLAN)
                .where(ACCOUNT_PLAN.COMPANY_ID.eq(company))
                .and(ACCOUNT_PLAN.STATE.ne("done"))
                .and(ACCOUNT_PLAN.DELETED_AT.isNull())
                .orderBy(ACCOUNT_PLAN.STATE.eq("active").desc(), ACCOUNT_PLAN.CREATED_AT.desc())
                .limit(1)
                .fetchOne();
    }

    @Transactional(readOnly = true)
    public List<AccountObjectiveRecord> objectives(UUID plan) {
        return sql.selectFrom(ACCOUNT_OBJECTIVE)
                .where(ACCOUNT_OBJECTIVE.PLAN_ID.eq(plan))
                .and(ACCOUNT_OBJECTIVE.DELETED_AT.isNull())
                .orderBy(ACCOUNT_OBJECTIVE.DUE_ON.asc().nullsLast(), ACCOUNT_OBJECTIVE.ID)
                .limit(LISTED)
                .fetch();
    }

    /**
     * What is to be done next with a customer.
     *
     * @param task whether it is a task, that can be completed; else the next step of a deal
     * @param about the deal, or empty
     */
    record Action(UUID id, String said, @Nullable LocalDate due, String about, String path, String who, boolean task) {}

    @Transactional(readOnly = true)
    public List<Action> actions(UUID company) {
        var tasks = sql.select(
                        ACTIVITY.ID,
                        ACTIVITY.SUBJECT,
                        ACTIVITY.BODY,
                        ACTIVITY.DUE_ON,
                        coalesce(MEMBER.NAME, inline("")))
                .from(ACTIVITY)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ACTIVITY.OWNER_ID))
                .where(ACTIVITY.COMPANY_ID.eq(company))
                .and(ACTIVITY.KIND.eq("task"))
                .and(ACTIVITY.DONE_AT.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .limit(LISTED)
                .fetch(row -> new Action(
                        row.value1(),
                        row.value2().isEmpty() ? row.value3() : row.value2(),
                        row.value4(),
                        "",
                        "/activities/" + row.value1() + "/edit",
                        row.value5(),
                        true));
        var steps = sql.select(
                        OPPORTUNITY.ID,
                        OPPORTUNITY.NEXT_STEP,
                        OPPORTUNITY.NEXT_STEP_ON,
                        OPPORTUNITY.NAME,
                        coalesce(MEMBER.NAME, inline("")))
                .from(OPPORTUNITY)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(MEMBER.ID.eq(OPPORTUNITY.OWNER_ID))
                .where(OPPORTUNITY.COMPANY_ID.eq(company))
                .and(OPPORTUNITY.NEXT_STEP.isNotNull())
                .and(OPPORTUNITY.STAGE.in("discovery", "proposal", "closing"))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .limit(LISTED)
                .fetch(row -> new Action(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        "/opportunities/" + row.value1(),
                        row.value5(),
                        false));
        return java.util.stream.Stream.concat(tasks.stream(), steps.stream())
                .sorted(java.util.Comparator.comparing(
                        Action::due, java.util.Comparator.nullsLast(java.util.Comparator.naturalOrder())))
                .toList();
    }

    /** Those planned first, then what was held, the latest first. */
    @Transactional(readOnly = true)
    public List<AccountReviewRecord> reviews(UUID company, Actor me) {
        return sql.selectFrom(ACCOUNT_REVIEW)
                .where(ACCOUNT_REVIEW.COMPANY_ID.eq(company))
                .and(ACCOUNT_REVIEW.DELETED_AT.isNull())
                .and(Visible.to(me, types.review()))
                .orderBy(ACCOUNT_REVIEW.HELD_ON.desc(), ACCOUNT_REVIEW.ID)
                .limit(LISTED)
                .fetch();
    }

    /** By id how products and people are called. */
    @Transactional(readOnly = true)
    public java.util.Map<UUID, String> names(List<SuggestionRecord> all) {
        var names = new java.util.HashMap<UUID, String>();
        var products = io.diabolo.jooq.Tables.PRODUCT;
        sql.select(products.ID, products.NAME)
                .from(products)
                .where(products.ID.in(all.stream()
                        .map(SuggestionRecord::getProductId)
                        .filter(java.util.Objects::nonNull)
                        .toList()))
                .forEach(row -> names.put(row.value1(), row.value2()));
        sql.select(PERSON.ID, PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ID.in(all.stream()
                        .map(SuggestionRecord::getPersonId)
                        .filter(java.util.Objects::nonNull)
                        .toList()))
                .forEach(row -> names.put(row.value1(), row.value2()));
        return names;
    }
}
