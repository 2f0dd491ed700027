package io.diabolo.qualification;

import io.diabolo.journey.JourneyFacts;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What leads tell the ledger; opportunities come after and win. */
@Component
@Order(10)
class LeadFacts implements JourneyFacts {
    /** One lead a journey starts it; should several share one, the oldest speaks. */
    private static final String CONTRIBUTE = """
            update journey set lead_id = lead.id, person_id = lead.person_id, company_id = lead.company_id,
                name = lead.name, channel = lead.channel, source = lead.source, campaign = lead.campaign,
                lead_owner_id = lead.owner_id, owner_id = lead.owner_id
            from (select distinct on (journey_id) * from lead where journey_id in ({0}) order by journey_id, created_at, id) as lead
            where lead.journey_id = journey.id
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
            where lead.journey_id = journey.id and journey.current_stage = named.number
              and (lead.stage, lead.stage_on) is distinct from (named.id, latest.occurred_on)
            """;

    private static final String FOLLOW = "update lead set stage = named.id, stage_on = latest.occurred_on from "
            + DIFFER + " and journey.id in ({0})";

    private static final String ASTRAY = "(select lead.journey_id from lead, " + DIFFER + ") as astray";

    private final DSLContext sql;

    LeadFacts(DSLContext sql) {
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
