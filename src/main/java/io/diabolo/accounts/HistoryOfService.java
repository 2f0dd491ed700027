package io.diabolo.accounts;

import static io.diabolo.accounts.HistoryPart.AT;
import static io.diabolo.accounts.HistoryPart.KEY;
import static io.diabolo.accounts.HistoryPart.PLACE;
import static io.diabolo.accounts.HistoryPart.none;
import static io.diabolo.accounts.HistoryPart.noon;
import static io.diabolo.accounts.HistoryPart.part;
import static io.diabolo.accounts.HistoryPart.path;
import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;
import static io.diabolo.jooq.Tables.HEALTH_RISK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PERSON_POSITION;
import static io.diabolo.jooq.Tables.REFERRAL;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.jooq.Tables.TICKET_ESCALATION;
import static io.diabolo.jooq.Tables.VALUE_MEASURE;
import static io.diabolo.jooq.Tables.VALUE_METRIC;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Who came and left at a customer, what they asked, answered and reached. Each part is seen by whoever sees its records. */
@Component
class HistoryOfService {
    private final RecordTypes types;

    HistoryOfService(RecordTypes types) {
        this.types = types;
    }

    private Condition seen(String type, Actor me) {
        return Visible.to(me, types.byId(type).orElseThrow());
    }

    /** Who came and who left, who was recommended. */
    List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> people(UUID company, Actor me) {
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
                REFERRAL.COMPANY_ID
                        .eq(company)
                        .and(REFERRAL.DELETED_AT.isNull())
                        .and(seen("referral", me)));
        return List.of(came, left, named);
    }

    List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> service(UUID company, Actor me) {
        var tickets =
                TICKET.COMPANY_ID.eq(company).and(TICKET.DELETED_AT.isNull()).and(TICKET.JOINED_ID.isNull());
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
        var passed = select(
                        TICKET_ESCALATION.AT.as(AT),
                        when(TICKET_ESCALATION.TO_TIER.gt(TICKET_ESCALATION.FROM_TIER), inline("service.escalated"))
                                .otherwise(inline("service.returned"))
                                .as(KEY),
                        TICKET.SUBJECT,
                        concat(
                                inline("N"),
                                TICKET_ESCALATION.TO_TIER.cast(SQLDataType.VARCHAR),
                                inline(" · "),
                                TICKET_ESCALATION.REASON),
                        path("tickets", TICKET.ID).as(PLACE),
                        MEMBER.NAME)
                .from(TICKET_ESCALATION
                        .join(TICKET)
                        .on(TICKET.WORKSPACE_ID.eq(TICKET_ESCALATION.WORKSPACE_ID))
                        .and(TICKET.ID.eq(TICKET_ESCALATION.TICKET_ID))
                        .leftJoin(MEMBER)
                        .on(MEMBER.WORKSPACE_ID.eq(TICKET_ESCALATION.WORKSPACE_ID))
                        .and(MEMBER.ID.eq(TICKET_ESCALATION.MEMBER_ID)))
                .where(tickets)
                .and(TICKET_ESCALATION.TO_TIER.ne(TICKET_ESCALATION.FROM_TIER))
                .and(seen("ticket", me));
        var reached = part(
                noon(VALUE_METRIC.MEASURED_ON),
                "service.reached",
                VALUE_METRIC.NAME,
                concat(VALUE_METRIC.TARGET.cast(SQLDataType.VARCHAR), inline(" "), VALUE_METRIC.UNIT),
                path("value-metrics", VALUE_METRIC.ID),
                none(),
                VALUE_METRIC,
                VALUE_METRIC
                        .COMPANY_ID
                        .eq(company)
                        .and(VALUE_METRIC.STATE.eq("reached"))
                        .and(VALUE_METRIC.DELETED_AT.isNull())
                        .and(seen("value_metric", me)));
        var risks = part(
                HEALTH_RISK.OPENED_AT,
                "service.risk",
                HEALTH_RISK.REASON,
                none(),
                concat(path("companies", HEALTH_RISK.COMPANY_ID), inline("/health")),
                none(),
                HEALTH_RISK,
                HEALTH_RISK.COMPANY_ID.eq(company));
        return List.of(asked, solved, answers, measured, reviews, passed, reached, risks);
    }
}
