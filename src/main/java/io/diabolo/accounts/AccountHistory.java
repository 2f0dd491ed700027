package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;
import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CONTRACT_AMENDMENT;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PERSON_POSITION;
import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.REFERRAL;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.jooq.Tables.VALUE_MEASURE;
import static io.diabolo.jooq.Tables.VALUE_METRIC;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All that ever happened with a customer on one line, back to the first lead: talks, stages, signatures, contracts, people who
 * came and left, tickets, answers, values. Each part is seen by whoever sees its records.
 */
@Component
class AccountHistory {
    static final int SHOWN = 50;
    /** What can be looked at alone. */
    static final List<String> GROUPS = List.of("talk", "sale", "contract", "people", "service");

    private static final Field<OffsetDateTime> AT = DSL.field(DSL.name("at"), OffsetDateTime.class);
    private static final Field<String> KEY = DSL.field(DSL.name("key"), String.class);
    private static final Field<String> PLACE = DSL.field(DSL.name("path"), String.class);

    private final DSLContext sql;
    private final RecordTypes types;

    AccountHistory(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /**
     * @param kind what happened: the text {@code account.history.<kind>}
     * @param name of what it happened to
     * @param detail in words or as a choice's id; may be empty
     * @param path where it stands, or empty
     * @param who did it, or empty
     */
    record Event(Instant at, String kind, String name, String detail, String path, String who) {
        String group() {
            return kind.substring(0, kind.indexOf('.'));
        }
    }

    /** @param next the instant before which it goes on; null: that was all */
    record Part(List<Event> events, @Nullable Instant next) {}

    /**
     * The newest first.
     *
     * @param group one of {@link #GROUPS}, or empty for all
     * @param before null: from now on back
     */
    @Transactional(readOnly = true)
    public Part of(UUID company, String group, @Nullable Instant before, Actor me) {
        var parts = new ArrayList<Select<Record6<OffsetDateTime, String, String, String, String, String>>>();
        if (wanted(group, "talk")) {
            parts.add(talks(company));
        }
        if (wanted(group, "sale")) {
            parts.addAll(sales(company, me));
        }
        if (wanted(group, "contract")) {
            parts.addAll(contracts(company, me));
        }
        if (wanted(group, "people")) {
            parts.addAll(people(company, me));
        }
        if (wanted(group, "service")) {
            parts.addAll(service(company, me));
        }
        var all = parts.stream().reduce((one, other) -> one.unionAll(other)).orElseThrow();
        var found = sql.select()
                .from(all.asTable("event"))
                .where(AT.isNotNull())
                .and(before == null ? DSL.noCondition() : AT.lt(before.atOffset(ZoneOffset.UTC)))
                .orderBy(AT.desc(), KEY, PLACE)
                .limit(SHOWN + 1)
                .fetch(row -> new Event(
                        row.get(0, OffsetDateTime.class).toInstant(),
                        row.get(1, String.class),
                        text(row.get(2, String.class)),
                        text(row.get(3, String.class)),
                        text(row.get(4, String.class)),
                        text(row.get(5, String.class))));
        var more = found.size() > SHOWN;
        var shown = more ? found.subList(0, SHOWN) : found;
        return new Part(List.copyOf(shown), more ? shown.getLast().at() : null);
    }

    private static boolean wanted(String group, String one) {
        return group.isEmpty() || group.equals(one);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Select<Record6<OffsetDateTime, String, String, String, String, String>> part(
            Field<OffsetDateTime> at,
            String kind,
            Field<String> name,
            Field<String> detail,
            Field<String> path,
            Field<String> who,
            Table<?> from,
            Condition where) {
        return select(at.as(AT), inline(kind).as(KEY), name, detail, path.as(PLACE), who)
                .from(from)
                .where(where);
    }

    private static Field<OffsetDateTime> noon(Field<java.time.LocalDate> day) {
        return DSL.field("(({0})::timestamp + interval '12 hours') at time zone 'UTC'", OffsetDateTime.class, day);
    }

    private static Field<String> path(String plural, Field<UUID> id) {
        return concat(inline("/" + plural + "/"), id.cast(SQLDataType.VARCHAR));
    }

    private static Field<String> none() {
        return inline("");
    }

    private Condition seen(String type, Actor me) {
        return Visible.to(me, types.byId(type).orElseThrow());
    }

    /** Whoever sees the account reads what was said with it, as on the company's own page. */
    private static Select<Record6<OffsetDateTime, String, String, String, String, String>> talks(UUID company) {
        var of = ACTIVITY.COMPANY_ID
                .eq(company)
                .or(ACTIVITY.OPPORTUNITY_ID.in(select(OPPORTUNITY.ID)
                        .from(OPPORTUNITY)
                        .where(OPPORTUNITY.COMPANY_ID.eq(company))))
                .or(ACTIVITY.LEAD_ID.in(select(LEAD.ID).from(LEAD).where(LEAD.COMPANY_ID.eq(company))));
        return select(
                        ACTIVITY.AT.as(AT),
                        concat(inline("talk."), ACTIVITY.KIND).as(KEY),
                        ACTIVITY.SUBJECT,
                        DSL.left(ACTIVITY.BODY, 400),
                        none().as(PLACE),
                        MEMBER.NAME)
                .from(ACTIVITY.leftJoin(MEMBER)
                        .on(MEMBER.WORKSPACE_ID.eq(ACTIVITY.WORKSPACE_ID))
                        .and(MEMBER.ID.eq(ACTIVITY.OWNER_ID)))
                .where(of)
                .and(ACTIVITY.DELETED_AT.isNull());
    }

    /** The ledger's entries of all journeys of the customer, and what was signed. */
    private List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> sales(
            UUID company, Actor me) {
        var stage = DSL.field("e.to_stage", Integer.class);
        var ledger = select(
                        coalesce(
                                        DSL.field("e.occurred_at", OffsetDateTime.class),
                                        DSL.field("e.recorded_at", OffsetDateTime.class))
                                .as(AT),
                        concat(inline("sale.stage."), stage.cast(SQLDataType.VARCHAR))
                                .as(KEY),
                        coalesce(OPPORTUNITY.NAME, LEAD.NAME),
                        DSL.field("e.reason", String.class),
                        DSL.when(OPPORTUNITY.ID.isNotNull(), path("opportunities", OPPORTUNITY.ID))
                                .otherwise(path("leads", LEAD.ID))
                                .as(PLACE),
                        MEMBER.NAME)
                .from(DSL.sql("journey j join journey_entry e on e.journey_id = j.id"
                        + " join change_set c on c.id = e.change_set_id and c.voided_at is null"))
                .leftJoin(OPPORTUNITY)
                .on("e.subject_type = 'opportunity'")
                .and(OPPORTUNITY.ID.eq(DSL.field("e.subject_id", UUID.class)))
                .leftJoin(LEAD)
                .on("e.subject_type = 'lead'")
                .and(LEAD.ID.eq(DSL.field("e.subject_id", UUID.class)))
                .leftJoin(MEMBER)
                .on(MEMBER.ID.eq(DSL.field("e.member_id", UUID.class)))
                .where("j.company_id = {0}", DSL.val(company))
                .and(OPPORTUNITY
                        .ID
                        .isNotNull()
                        .and(OPPORTUNITY.DELETED_AT.isNull())
                        .and(seen("opportunity", me))
                        .or(LEAD.ID.isNotNull().and(LEAD.DELETED_AT.isNull()).and(seen("lead", me))));
        var quotes = part(
                QUOTE.DECIDED_AT,
                "sale.quote",
                QUOTE.TITLE,
                QUOTE.NUMBER,
                path("quotes", QUOTE.ID),
                none(),
                QUOTE.join(OPPORTUNITY)
                        .on(OPPORTUNITY.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                        .and(OPPORTUNITY.ID.eq(QUOTE.OPPORTUNITY_ID)),
                OPPORTUNITY
                        .COMPANY_ID
                        .eq(company)
                        .and(QUOTE.STATE.eq("accepted"))
                        .and(OPPORTUNITY.DELETED_AT.isNull())
                        .and(seen("opportunity", me)));
        var orders = part(
                noon(SALES_ORDER.ORDERED_ON),
                "sale.order",
                SALES_ORDER.NAME,
                none(),
                path("orders", SALES_ORDER.ID),
                none(),
                SALES_ORDER,
                SALES_ORDER
                        .COMPANY_ID
                        .eq(company)
                        .and(SALES_ORDER.DELETED_AT.isNull())
                        .and(seen("sales_order", me)));
        var suggested = part(
                SUGGESTION.DECIDED_AT,
                "sale.suggestion",
                SUGGESTION.KIND,
                SUGGESTION.STATE,
                path("suggestions", SUGGESTION.ID),
                MEMBER.NAME,
                SUGGESTION
                        .leftJoin(MEMBER)
                        .on(MEMBER.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                        .and(MEMBER.ID.eq(SUGGESTION.DECIDED_BY)),
                SUGGESTION.COMPANY_ID.eq(company).and(SUGGESTION.DECIDED_BY.isNotNull()).and(seen("suggestion", me)));
        return List.of(ledger, quotes, orders, suggested);
    }

    private List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> contracts(
            UUID company, Actor me) {
        var whose = CONTRACT.COMPANY_ID.eq(company).and(CONTRACT.DELETED_AT.isNull()).and(seen("contract", me));
        var begins = part(
                noon(CONTRACT.STARTS_ON),
                "contract.start",
                CONTRACT.NAME,
                none(),
                path("contracts", CONTRACT.ID),
                none(),
                CONTRACT,
                whose.and(CONTRACT.STARTS_ON.le(DSL.currentLocalDate())));
        var amended = select(
                        noon(CONTRACT_AMENDMENT.EFFECTIVE_ON).as(AT),
                        concat(inline("contract.amended."), CONTRACT_AMENDMENT.KIND)
                                .as(KEY),
                        CONTRACT.NAME,
                        CONTRACT_AMENDMENT.NOTE,
                        path("contracts", CONTRACT.ID).as(PLACE),
                        MEMBER.NAME)
                .from(CONTRACT_AMENDMENT
                        .join(CONTRACT)
                        .on(CONTRACT.WORKSPACE_ID.eq(CONTRACT_AMENDMENT.WORKSPACE_ID))
                        .and(CONTRACT.ID.eq(CONTRACT_AMENDMENT.CONTRACT_ID))
                        .leftJoin(MEMBER)
                        .on(MEMBER.WORKSPACE_ID.eq(CONTRACT_AMENDMENT.WORKSPACE_ID))
                        .and(MEMBER.ID.eq(CONTRACT_AMENDMENT.MEMBER_ID)))
                .where(whose)
                .and(CONTRACT_AMENDMENT.EFFECTIVE_ON.le(DSL.currentLocalDate()));
        var live = part(
                noon(ONBOARDING.LIVE_ON),
                "contract.live",
                ONBOARDING.NAME,
                none(),
                concat(path("onboardings", ONBOARDING.ID), inline("/project")),
                none(),
                ONBOARDING,
                ONBOARDING
                        .COMPANY_ID
                        .eq(company)
                        .and(ONBOARDING.LIVE_ON.isNotNull())
                        .and(ONBOARDING.DELETED_AT.isNull())
                        .and(seen("onboarding", me)));
        return List.of(begins, amended, live);
    }

    /** Who came and who left, who was recommended. */
    private List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> people(
            UUID company, Actor me) {
        var there = PERSON_POSITION
                .join(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(PERSON_POSITION.WORKSPACE_ID))
                .and(PERSON.ID.eq(PERSON_POSITION.PERSON_ID));
        var whose = PERSON_POSITION
                .COMPANY_ID
                .eq(company)
                .and(PERSON.DELETED_AT.isNull())
                .and(PERSON.MERGED_INTO.isNull())
                .and(seen("person", me));
        var came = part(
                noon(PERSON_POSITION.STARTED_ON),
                "people.came",
                PERSON.NAME,
                PERSON_POSITION.TITLE,
                path("people", PERSON.ID),
                none(),
                there,
                whose.and(PERSON_POSITION.STARTED_ON.isNotNull()));
        var left = part(
                noon(PERSON_POSITION.ENDED_ON),
                "people.left",
                PERSON.NAME,
                PERSON_POSITION.TITLE,
                path("people", PERSON.ID),
                none(),
                there,
                whose.and(PERSON_POSITION.ENDED_ON.isNotNull()));
        var named = part(
                noon(REFERRAL.NAMED_ON),
                "people.referral",
                coalesce(LEAD.NAME, none()),
                none(),
                path("referrals", REFERRAL.ID),
                none(),
                REFERRAL.leftJoin(LEAD)
                        .on(LEAD.WORKSPACE_ID.eq(REFERRAL.WORKSPACE_ID))
                        .and(LEAD.ID.eq(REFERRAL.LEAD_ID)),
                REFERRAL.COMPANY_ID.eq(company).and(REFERRAL.DELETED_AT.isNull()).and(seen("referral", me)));
        return List.of(came, left, named);
    }

    private List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> service(
            UUID company, Actor me) {
        var tickets = TICKET.COMPANY_ID.eq(company).and(TICKET.DELETED_AT.isNull()).and(TICKET.JOINED_ID.isNull());
        var asked = part(
                TICKET.OPENED_AT,
                "service.ticket",
                TICKET.SUBJECT,
                TICKET.REFERENCE,
                path("tickets", TICKET.ID),
                none(),
                TICKET,
                tickets.and(seen("ticket", me)));
        var solved = part(
                TICKET.SOLVED_AT,
                "service.solved",
                TICKET.SUBJECT,
                TICKET.REFERENCE,
                path("tickets", TICKET.ID),
                none(),
                TICKET,
                tickets.and(TICKET.SOLVED_AT.isNotNull()).and(seen("ticket", me)));
        var answers = part(
                SURVEY_RESPONSE.ANSWERED_AT,
                "service.answer",
                SURVEY_RESPONSE.NAME,
                SURVEY_RESPONSE.COMMENT,
                path("responses", SURVEY_RESPONSE.ID),
                none(),
                SURVEY_RESPONSE,
                SURVEY_RESPONSE
                        .COMPANY_ID
                        .eq(company)
                        .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                        .and(seen("survey_response", me)));
        var measured = part(
                noon(VALUE_MEASURE.DAY),
                "service.value",
                VALUE_METRIC.NAME,
                concat(VALUE_MEASURE.VALUE.cast(SQLDataType.VARCHAR), inline(" "), VALUE_METRIC.UNIT),
                path("value-metrics", VALUE_METRIC.ID),
                none(),
                VALUE_MEASURE
                        .join(VALUE_METRIC)
                        .on(VALUE_METRIC.WORKSPACE_ID.eq(VALUE_MEASURE.WORKSPACE_ID))
                        .and(VALUE_METRIC.ID.eq(VALUE_MEASURE.METRIC_ID)),
                VALUE_METRIC
                        .COMPANY_ID
                        .eq(company)
                        .and(VALUE_METRIC.DELETED_AT.isNull())
                        .and(seen("value_metric", me)));
        var reviews = part(
                noon(ACCOUNT_REVIEW.HELD_ON),
                "service.review",
                ACCOUNT_REVIEW.NAME,
                ACCOUNT_REVIEW.DECISIONS,
                concat(path("account-reviews", ACCOUNT_REVIEW.ID), inline("/document")),
                none(),
                ACCOUNT_REVIEW,
                ACCOUNT_REVIEW
                        .COMPANY_ID
                        .eq(company)
                        .and(ACCOUNT_REVIEW.STATE.eq("held"))
                        .and(ACCOUNT_REVIEW.DELETED_AT.isNull())
                        .and(seen("account_review", me)));
        return List.of(asked, solved, answers, measured, reviews);
    }
}
