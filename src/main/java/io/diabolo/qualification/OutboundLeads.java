package io.diabolo.qualification;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.val;

import io.diabolo.journey.Journeys;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordsBatch;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Outbound leads for many people by a few statements: one for each who isn't pursued already. Where the person, else the
 * company, is in the market, the lead goes on from there; of several people of a company the first one does.
 */
@Service
public class OutboundLeads {
    private static final String NEW = """
            create temporary table new_lead on commit drop as
            select uuidv7() as lead_id, p.id as person_id, p.company_id, p.name, uuidv7() as journey_id, false as known
            from person p
            where p.id in ({0}) and p.deleted_at is null
              and not exists (select from lead l where l.person_id = p.id and l.deleted_at is null and l.status <> 'disqualified'
                                and l.stage not in ('disqualified', 'lost', 'churned', 'joined'))
            """;

    private static final String IN_MARKET = """
            select distinct on (e.subject_id) e.subject_id, j.id
            from journey_entry e join journey j on j.id = e.journey_id
            where e.to_stage = 1 and e.subject_type = '%s' and j.current_stage = 1
              and j.lead_id is null and j.opportunity_id is null
              and e.subject_id in (select %s from new_lead)
              and not exists (select from lead l where l.journey_id = j.id)
            order by e.subject_id, e.seq
            """;

    private static final String OF_PERSON = """
            update new_lead n set journey_id = m.id, known = true
            from (in_market_) m where m.subject_id = n.person_id
            """.replace("in_market_", IN_MARKET.formatted("person", "person_id"));

    private static final String OF_COMPANY = """
            update new_lead n set journey_id = m.id, known = true
            from (in_market_) m,
                 (select distinct on (company_id) company_id, person_id from new_lead where not known order by company_id, person_id) f
            where m.subject_id = f.company_id and n.person_id = f.person_id
            """.replace("in_market_", IN_MARKET.formatted("company", "company_id"));

    private static final String ENTRIES = """
            (select n.journey_id, 'lead'::text, n.lead_id, 2::smallint, {0}::timestamptz, {1}::uuid, null::text, {2}::uuid,
                    row_number() over (order by n.lead_id)
             from new_lead n where n.known = {3}) entries""";

    private final DSLContext sql;
    private final Journeys journeys;
    private final ChangeSets changeSets;
    private final RecordsBatch batch;
    private final LeadType type;
    private final Workspaces workspaces;
    private final Clock clock;

    OutboundLeads(
            DSLContext sql,
            Journeys journeys,
            ChangeSets changeSets,
            RecordsBatch batch,
            LeadType type,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.journeys = journeys;
        this.changeSets = changeSets;
        this.batch = batch;
        this.type = type;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * Makes them within a command's change set.
     *
     * @param people whom the caller has found to be seen by {@code me} and free to be approached
     * @return how many leads were made
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int make(Select<Record1<UUID>> people, String source, MemberId owner, UUID changeSet, Actor me) {
        // Two at once would each find the same people not pursued yet.
        sql.execute("select pg_advisory_xact_lock(hashtextextended('market ' || current_workspace(), 0))");
        me.mayWrite();
        sql.execute("drop table if exists pg_temp.new_lead");
        var made = sql.execute(NEW, people);
        if (made == 0) {
            return 0;
        }
        sql.execute(OF_PERSON);
        sql.execute(OF_COMPANY);
        journeys.startAll(
                select(DSL.asterisk()).from(sql("""
                        (select n.journey_id, 'new_business'::text, null::uuid, {0}::uuid, n.lead_id, n.name, n.person_id, n.company_id,
                                'outbound'::text, {1}::text, {2}::uuid, {2}::uuid, c.segment, c.industry, c.country
                         from new_lead n left join company c on c.id = n.company_id where not n.known) started""", val(changeSet), val(source), val(owner.value()))),
                "lead_id, name, person_id, company_id, channel, source, owner_id, lead_owner_id, segment, industry, country",
                entries(false, owner, changeSet));
        insert(source, owner, changeSet);
        var known = select(field("new_lead.journey_id", UUID.class))
                .from(sql("new_lead"))
                .where("new_lead.known");
        journeys.gather(known);
        journeys.recordAll(entries(true, owner, changeSet));
        journeys.settle(known);
        changeSets.count(changeSet, made, 0, 0);
        batch.indexed(type, select(field("new_lead.lead_id", UUID.class)).from(sql("new_lead")));
        return made;
    }

    private Select<?> entries(boolean known, MemberId owner, UUID changeSet) {
        var at = val(clock.instant().atOffset(ZoneOffset.UTC));
        return select(DSL.asterisk()).from(sql(ENTRIES, at, val(owner.value()), val(changeSet), val(known)));
    }

    private void insert(String source, MemberId owner, UUID changeSet) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, workspaces.settings().zone());
        sql.execute(
                """
                insert into lead (id, journey_id, name, person_id, company_id, channel, source, status, stage, stage_on, owner_id,
                                  created_at, updated_at, created_in)
                select n.lead_id, n.journey_id, n.name, n.person_id, n.company_id, 'outbound', {0}, 'new', 'lead', {1}::date, {2},
                       {3}::timestamptz, {3}::timestamptz, {4}
                from new_lead n
                """, val(source), val(today), val(owner.value()), val(now.atOffset(ZoneOffset.UTC)), val(changeSet));
    }
}
