package io.diabolo.accounts;

import static io.diabolo.accounts.HistoryPart.AT;
import static io.diabolo.accounts.HistoryPart.KEY;
import static io.diabolo.accounts.HistoryPart.PLACE;
import static io.diabolo.accounts.HistoryPart.none;
import static io.diabolo.accounts.HistoryPart.noon;
import static io.diabolo.accounts.HistoryPart.part;
import static io.diabolo.accounts.HistoryPart.path;
import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** What was said, sold, signed and handed on with a customer. Each part is seen by whoever sees its records. */
@Component
class HistoryOfSales {
    private final RecordTypes types;

    HistoryOfSales(RecordTypes types) {
        this.types = types;
    }

    private Condition seen(String type, Actor me) {
        return Visible.to(me, types.byId(type).orElseThrow());
    }

    /** Whoever sees the account reads what was said with it, as on the company's own page. */
    static Select<Record6<OffsetDateTime, String, String, String, String, String>> talks(UUID company) {
        var of = ACTIVITY.COMPANY_ID
                .eq(company)
                .or(ACTIVITY.OPPORTUNITY_ID.in(
                        select(OPPORTUNITY.ID).from(OPPORTUNITY).where(OPPORTUNITY.COMPANY_ID.eq(company))))
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
    List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> sales(UUID company, Actor me) {
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
                SUGGESTION
                        .COMPANY_ID
                        .eq(company)
                        .and(SUGGESTION.DECIDED_BY.isNotNull())
                        .and(seen("suggestion", me)));
        return List.of(ledger, quotes, orders, suggested);
    }

    /** What was handed from role to role: whoever sees the deal, or the account, sees who has it; those concerned open it. */
    List<Select<Record6<OffsetDateTime, String, String, String, String, String>>> handoffs(UUID company, Actor me) {
        var by = MEMBER.as("by");
        var deals = select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.COMPANY_ID.eq(company))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(seen("opportunity", me));
        var leads = select(LEAD.ID)
                .from(LEAD)
                .where(LEAD.COMPANY_ID.eq(company))
                .and(LEAD.DELETED_AT.isNull())
                .and(seen("lead", me));
        var of = HANDOFF.SUBJECT_TYPE
                .eq("company")
                .and(HANDOFF.SUBJECT_ID.eq(company))
                .or(HANDOFF.SUBJECT_TYPE.eq("opportunity").and(HANDOFF.SUBJECT_ID.in(deals)))
                .or(HANDOFF.SUBJECT_TYPE.eq("lead").and(HANDOFF.SUBJECT_ID.in(leads)));
        var open = DSL.when(concerns(me), path("handoffs", HANDOFF.ID)).otherwise(none());
        var offered = part(
                HANDOFF.OFFERED_AT,
                "handoff.offered",
                HANDOFF.KIND,
                none(),
                open,
                by.NAME,
                HANDOFF.join(by).on(by.WORKSPACE_ID.eq(HANDOFF.WORKSPACE_ID)).and(by.ID.eq(HANDOFF.FROM_MEMBER)),
                of.and(HANDOFF.STATE.ne("withdrawn")));
        var answered = select(
                        HANDOFF.ANSWERED_AT.as(AT),
                        concat(inline("handoff."), HANDOFF.STATE).as(KEY),
                        HANDOFF.KIND,
                        HANDOFF.REASON,
                        open.as(PLACE),
                        by.NAME)
                .from(HANDOFF.join(by)
                        .on(by.WORKSPACE_ID.eq(HANDOFF.WORKSPACE_ID))
                        .and(by.ID.eq(HANDOFF.ANSWERED_BY)))
                .where(of)
                .and(HANDOFF.STATE.in("accepted", "returned"));
        return List.of(offered, answered);
    }

    private static Condition concerns(Actor me) {
        return me.administrator() || me.roles().contains("manager")
                ? DSL.trueCondition()
                : HANDOFF.FROM_MEMBER
                        .eq(me.member().value())
                        .or(HANDOFF.TO_MEMBER.eq(me.member().value()))
                        .or(HANDOFF.TO_ROLE.in(me.roles()));
    }
}
