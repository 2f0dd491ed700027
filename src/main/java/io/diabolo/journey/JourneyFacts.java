package io.diabolo.journey;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/**
 * What is known of a journey besides its stages: records, channel, source, owner, company, amounts. The view
 * {@code journey_fact} says what they are; the columns of {@code journey} before "projection" keep them for the figures.
 */
@Component
class JourneyFacts {
    static final String COLUMNS =
            "lead_id, opportunity_id, type, name, company_id, person_id, channel, source, campaign, owner_id,"
                    + " lead_owner_id, currency, one_off_minor, recurring_minor, segment, industry, country";

    /** The facts of the journeys {0} as their records tell them now. */
    static final String ROWS = "select fact.* from (select distinct asked.id from ({0}) as asked (id)) as asked"
            + " join journey_fact as fact on fact.id = asked.id";

    private final DSLContext sql;

    JourneyFacts(DSLContext sql) {
        this.sql = sql;
    }

    /** Writes those that come out different. */
    void gather(Select<Record1<UUID>> journeys) {
        var news = COLUMNS.replaceAll("(\\w+)", "news.$1");
        var olds = COLUMNS.replaceAll("(\\w+)", "journey.$1");
        sql.execute(
                "update journey set (" + COLUMNS + ") = row(" + news + ") from (" + ROWS
                        + ") as news where journey.id = news.id and (" + olds + ") is distinct from (" + news + ")",
                journeys);
    }
}
