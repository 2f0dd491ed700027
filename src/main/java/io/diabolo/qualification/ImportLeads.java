package io.diabolo.qualification;

import static org.jooq.impl.DSL.sql;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import io.diabolo.journey.Journeys;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rows of a file that become leads: the person they name, a journey each, and the history that the file holds. */
@Component
@Order(50)
class ImportLeads implements ImportTarget {
    private final Journeys journeys;

    ImportLeads(Journeys journeys) {
        this.journeys = journeys;
    }

    @Override
    public String target() {
        return "lead";
    }

    @Override
    public void derive(Applying applying) {
        applying.imply(
                "person",
                "lead",
                "first_name, last_name, full_name, email, phone, title, company, company_linked, company_optional,"
                        + " owner, owner_optional",
                "s.first_name, s.last_name, s.full_name, s.email, s.phone, s.title, s.company, s.company_linked,"
                        + " s.company_optional, s.owner, s.owner_optional",
                PERSON);
        // The person that a lead names brings the company with it.
        applying.implyOnce(
                "company",
                "lead",
                "name",
                "s.company",
                "s.company is not null and s.company_linked is not true and not (" + PERSON + ")");
    }

    private static final String PERSON = "num_nonnulls(s.first_name, s.last_name, s.full_name, s.email) > 0";

    @Override
    public void write(Applying applying) {
        applying.run("lead", """
                alter table %s add column person_id uuid, add column final smallint,
                    add column moves boolean not null default false, add column strays boolean not null default false
                """);
        applying.run("lead", """
                update %s s set person_id = p.record_id, company_id = p.company_id from staged_person p
                where p.derived and p.source_target = 'lead' and p.source_row = s.row_id
                """);
        applying.run("lead", """
                update %s s set refusal = p.refusal from staged_person p
                where p.derived and p.source_target = 'lead' and p.source_row = s.row_id
                  and p.refusal = 'import.rejected.erased' and s.refusal is null
                """);
        applying.matching().referOwner("lead");
        applying.matching()
                .refer(
                        "lead",
                        "company",
                        "company",
                        "r.id::text",
                        "r.external_id",
                        "r.domain",
                        "r.siren",
                        "r.name_key");
        applying.matching().missing("lead", "company");
        applying.run("lead", """
            update %s set refusal = 'import.rejected.nameless'
            where person_id is null and company_id is null and external_id is null and id is null and refusal is null
            """);
        applying.matching().matchById("lead", "lead");
        applying.matching().match("lead", "lead", "external_id", "s.external_id", "r.external_id");
        // Without an id, the open lead of the same person is the same pursuit; a closed one isn't.
        applying.matching()
                .match(
                        "lead",
                        "lead",
                        "email",
                        "case when s.external_id is null then s.person_id end",
                        "case when r.stage in ('market', 'lead', 'qualified') then r.person_id end",
                        "s.person_id",
                        "r.person_id");
        readWords(applying);
        applying.decide("lead", "journey_id = case when new_ then uuidv7() end, final = " + FINAL);
        start(applying);
        applying.write(set(applying.zone().getId()));
        enter(applying);
    }

    /** What the words of a status mean: few different ones stand in many rows, and each is read once. */
    private static void readWords(Applying applying) {
        applying.run("lead", """
                create temporary table lead_word on commit drop as
                select status,
                       case when word ~ 'disqual|unqual|junk|ecart' then 'disqualified'
                            when word ~ 'qualif|convert' then 'qualified'
                            when word ~ 'nurtur|recycl' then 'nurturing'
                            when word ~ 'work|contact|progress|cours|connect' then 'working'
                            else 'new' end as work,
                       case when word ~ 'disqual|unqual|junk|ecart' then 11 when word ~ '^qualif' then 3 end as final
                from (select status, fold(status) as word from (select distinct status from %s where status is not null) s) w
                """);
        applying.sql().execute("create unique index on lead_word (status)");
        applying.sql().execute("analyze lead_word");
    }

    private static RecordSet set(String zone) {
        return RecordSet.of("lead", "lead")
                .needed("journey_id", "s.journey_id", "null::uuid")
                .needed("name", NAME, "null::text")
                .column("person_id", "", "s.person_id")
                .column("company_id", "company", "s.company_id")
                .needed("channel", "coalesce(s.channel, 'unknown')", "s.channel")
                .fields("source campaign reason")
                .needed("status", STATUS, "case when s.status is not null then " + STATUS + " end")
                .column("score", "score", "case when s.score between 0 and 100 then round(s.score)::smallint end")
                .column("owner_id", "owner", "s.owner_id")
                // What the ledger is going to say in all but a few cases; it has the last word, and less to write.
                .needed("stage", STAGE, "null::text")
                .needed("stage_on", "((" + STAGE_ON + ") at time zone '" + zone + "')::date", "null::date")
                .needed("created_at", "coalesce(s.created_on, now())", "null::timestamptz");
    }

    private static final String NAME = """
        coalesce((select p.name from person p where p.id = s.person_id),
                 (select c.name from company c where c.id = s.company_id), s.external_id, '')\
        """;

    /** Where the work stands; the stage stands in the ledger. */
    private static final String STATUS =
            """
        case when s.disqualified_on is not null or s.stage = 'disqualified' or work_ = 'disqualified' then 'disqualified'
             when s.converted or s.won_on is not null or s.qualified_on is not null or s.stage in ('qualified', 'discovery', 'proposal', 'closing', 'won')
                  then 'qualified'
             else coalesce(work_, 'new') end\
        """.replace("work_", "(select w.work from lead_word w where w.status = s.status)");

    private static final String STAGE =
            "(array['market','lead','qualified','discovery','proposal','closing','won','delivery','live','growth','disqualified','lost','churned'])[s.final]";

    private static final String STAGE_ON = """
        case s.final when 2 then s.created_on when 3 then s.qualified_on when 7 then s.won_on
                     when 11 then s.disqualified_on when 12 then s.lost_on end\
        """;

    private void start(Applying applying) {
        journeys.startAll(
                DSL.select(DSL.asterisk()).from(sql("""
                                (select s.journey_id, 'new_business', null::uuid, {0}::uuid,
                                        s.record_id, name_, s.person_id, s.company_id, coalesce(s.channel, 'unknown'), s.source, s.campaign,
                                        s.owner_id, s.owner_id, c.segment, c.industry, c.country
                                 from staged_lead s left join company c on c.id = s.company_id
                                 where s.action = 'create' order by s.row_id) started""".replace("name_", NAME), DSL.val(applying.changeSet()))),
                "lead_id, name, person_id, company_id, channel, source, campaign, owner_id, lead_owner_id, segment, industry, country",
                entries("s.action = 'create'", applying));
    }

    private static Select<?> entries(String which, Applying applying) {
        return DSL.select(DSL.asterisk()).from(sql(ENTRIES.replace("which_", which), DSL.val(applying.changeSet())));
    }

    /** What known leads are said to have come to since; new ones began with all their entries. */
    private void enter(Applying applying) {
        // Where the entries came to something else than the row said, the record follows them.
        applying.run("lead", """
                update %s s set strays = true
                from journey j where s.action = 'create' and j.id = s.journey_id and j.current_stage is distinct from s.final
                """);
        applying.run(
                "lead", """
                    update %s s set journey_id = r.journey_id, moves = true, action = 'update'
                    from lead r join journey j on j.id = r.journey_id
                    where r.id = s.record_id and s.action in ('update', 'unchanged') and s.final is distinct from j.current_stage
                      and (s.stage is not null or s.converted or coalesce(s.won_on, s.lost_on, s.qualified_on, s.disqualified_on) is not null)
                      and (forward_ or ?)
                    """.replace("forward_", FORWARD), applying.options().backwards());
        applying.run("lead", """
                update %s s set stage_kept = true
                from lead r join journey j on j.id = r.journey_id
                where r.id = s.record_id and not s.moves and s.action in ('update', 'unchanged') and s.stage is not null
                  and s.final is distinct from j.current_stage
                """);
        applying.touching("lead", "s.strays or s.moves", touched -> {
            journeys.gather(touched);
            journeys.recordAll(entries("s.moves", applying));
            journeys.settle(touched);
        });
    }

    private static final String FINAL = """
        coalesce(case when s.converted then 7 end,
                 array_position(array['market','lead','qualified','discovery','proposal','closing','won','delivery','live','growth','disqualified','lost','churned'], s.stage),
                 case when s.won_on is not null then 7 when s.lost_on is not null then 12 when s.disqualified_on is not null then 11
                      when s.qualified_on is not null then 3 end,
                 (select w.final from lead_word w where w.status = s.status), 2)\
        """;

    /** Upwards until signed, from signed on upwards to growth, and out of an open stage; everything else is a way back. */
    static final String FORWARD = """
        (j.current_stage < 7 and s.final > j.current_stage) or (j.current_stage between 7 and 9 and s.final between j.current_stage + 1 and 10)
        or (j.current_stage between 7 and 10 and s.final = 13) or j.current_stage is null\
        """;

    private static final String ENTRIES = """
            (select s.journey_id, 'lead'::text, s.record_id, e.stage::smallint, e.at::timestamptz, s.owner_id, case when e.stage > 10 then s.reason end, {0}::uuid, s.row_id * 16 + e.stage
             from staged_lead s cross join lateral (values
                 (1, null::timestamptz, s.action = 'create' and s.final = 1),
                 (2, s.created_on, s.action = 'create' and s.final >= 2),
                 (3, s.qualified_on, (s.action = 'create' and (s.qualified_on is not null or s.final = 3)) or (s.moves and s.final = 3)),
                 (4, null, s.final = 4), (5, null, s.final = 5), (6, null, s.final = 6),
                 (7, s.won_on, s.final between 7 and 10),
                 (8, null, s.final = 8), (9, null, s.final = 9), (10, null, s.final = 10),
                 (11, s.disqualified_on, s.final = 11), (12, s.lost_on, s.final = 12), (13, null, s.final = 13)) e (stage, at, told)
             where e.told and (which_)
             order by s.row_id, e.stage) entries""";
}
