package io.diabolo.prospecting;

import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import io.diabolo.journey.Journeys;
import io.diabolo.platform.Actor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The entry into the market: whoever is put on a target list, claimed or enriched gets one line in the ledger, once. Who is
 * pursued already, as a lead, a sale or a customer, is further on and gets none.
 */
@Component
class MarketEntries {
    private static final String ENTERING_COMPANIES = """
            create temporary table entering on commit drop as
            select uuidv7() as journey_id, c.id as subject_id, c.name, c.id as company_id, null::uuid as person_id,
                   c.segment, c.industry, c.country
            from company c
            where c.id in ({0})
              and not exists (select from journey j where j.company_id = c.id and j.current_stage is not null and not j.exited)
            """;

    /** Where the company is in the market by itself, its people are part of that pursuit. */
    private static final String ENTERING_PEOPLE = """
            create temporary table entering on commit drop as
            select uuidv7() as journey_id, p.id as subject_id, p.name, p.company_id, p.id as person_id,
                   c.segment, c.industry, coalesce(c.country, p.country) as country
            from person p left join company c on c.id = p.company_id
            where p.id in ({0})
              and not exists (select from journey_entry e join journey j on j.id = e.journey_id
                              where e.subject_id in (p.id, p.company_id) and e.to_stage = 1
                                and j.current_stage is not null and not j.exited)
              and not exists (select from lead l where l.person_id = p.id and l.deleted_at is null
                                and l.status in ('new', 'working', 'nurturing', 'qualified'))
            """;

    private final DSLContext sql;
    private final Journeys journeys;
    private final Clock clock;

    MarketEntries(DSLContext sql, Journeys journeys, Clock clock) {
        this.sql = sql;
        this.journeys = journeys;
        this.clock = clock;
    }

    /** @return how many entered */
    @Transactional(propagation = Propagation.MANDATORY)
    int companies(Select<Record1<UUID>> ids, UUID changeSet, Actor me) {
        return enter(ENTERING_COMPANIES, "company", ids, changeSet, me);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    int people(Select<Record1<UUID>> ids, UUID changeSet, Actor me) {
        return enter(ENTERING_PEOPLE, "person", ids, changeSet, me);
    }

    private int enter(String entering, String subject, QueryPart ids, UUID changeSet, Actor me) {
        // Two at once would each find the same companies outside.
        sql.execute("select pg_advisory_xact_lock(hashtextextended('market ' || current_workspace(), 0))");
        sql.execute("drop table if exists pg_temp.entering");
        var entered = sql.execute(entering, ids);
        if (entered == 0) {
            return 0;
        }
        var member = val(me.member().value());
        journeys.startAll(
                DSL.select(DSL.asterisk()).from(sql("""
                                (select e.journey_id, 'new_business'::text, null::uuid, {0}::uuid, e.name, e.company_id, e.person_id,
                                        'outbound'::text, {1}::uuid, {1}::uuid, e.segment, e.industry, e.country
                                 from entering e) started""", val(changeSet), member)),
                "name, company_id, person_id, channel, owner_id, lead_owner_id, segment, industry, country",
                DSL.select(DSL.asterisk())
                        .from(sql(
                                """
                                (select e.journey_id, {0}::text, e.subject_id, 1::smallint, {1}::timestamptz, {2}::uuid, null::text,
                                        {3}::uuid, row_number() over ()
                                 from entering e) entries""",
                                val(subject), val(clock.instant().atOffset(ZoneOffset.UTC)), member, val(changeSet))));
        return entered;
    }
}
