package io.diabolo.pipeline;

import io.diabolo.journey.JourneyFacts;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What opportunities tell the ledger, after leads: owner and amounts are theirs, the way in stays the lead's. */
@Component
@Order(20)
class OpportunityFacts implements JourneyFacts {
    /** The amounts add up to the opportunity's own: recurring money counts for its first twelve months. */
    private static final String CONTRIBUTE = """
            update journey set opportunity_id = o.id, type = o.type, name = o.name,
                company_id = coalesce(o.company_id, journey.company_id), person_id = coalesce(o.person_id, journey.person_id),
                channel = case when journey.lead_id is null then o.channel else journey.channel end,
                source = case when journey.lead_id is null then o.source else journey.source end,
                owner_id = coalesce(o.owner_id, journey.lead_owner_id), currency = o.currency,
                one_off_minor = o.one_off_minor, recurring_minor = o.amount_minor - o.one_off_minor
            from (select distinct on (journey_id) * from opportunity where journey_id in ({0})
                  order by journey_id, created_at desc, id desc) as o
            where o.journey_id = journey.id
            """;

    /** Those whose stage or its day isn't what the ledger came to, with both as they should be. */
    private static final String DIFFER = """
            journey
            cross join lateral (values (1, 'market'), (2, 'lead'), (3, 'qualified'), (4, 'discovery'), (5, 'proposal'),
                (6, 'closing'), (7, 'won'), (8, 'delivery'), (9, 'live'), (10, 'growth'), (11, 'disqualified'), (12, 'lost'),
                (13, 'churned'), (14, 'joined')) as named (number, id)
            left join lateral (
                select e.occurred_on from journey_entry e
                join change_set c on c.id = e.change_set_id and c.voided_at is null
                where e.journey_id = journey.id and e.to_stage = journey.current_stage
                order by e.seq desc limit 1) as latest on true
            where opportunity.journey_id = journey.id and journey.current_stage = named.number
              and (opportunity.stage, opportunity.stage_on) is distinct from (named.id, latest.occurred_on)
            """;

    private static final String FOLLOW = "update opportunity set stage = named.id, stage_on = latest.occurred_on from "
            + DIFFER + " and journey.id in ({0})";

    private static final String ASTRAY = "(select opportunity.journey_id from opportunity, " + DIFFER + ") as astray";

    private final DSLContext sql;

    OpportunityFacts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void contribute(Select<Record1<UUID>> journeys) {
        sql.execute(CONTRIBUTE, journeys);
    }

    @Override
    public void follow(Select<Record1<UUID>> journeys) {
        sql.execute(FOLLOW, journeys);
    }

    @Override
    public Select<Record1<UUID>> astray() {
        return sql.select(DSL.field(DSL.name("journey_id"), UUID.class)).from(ASTRAY);
    }
}
