package io.diabolo.pipeline;

import static org.jooq.impl.DSL.sql;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import io.diabolo.journey.Journeys;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rows of a file that become opportunities: on the lead's journey where there is one, with the history that the file holds. */
@Component
@Order(60)
class ImportOpportunities implements ImportTarget {
    private final Journeys journeys;
    private final Pairing pairing;
    private final Reasons reasons;

    ImportOpportunities(Journeys journeys, Pairing pairing, Reasons reasons) {
        this.journeys = journeys;
        this.pairing = pairing;
        this.reasons = reasons;
    }

    @Override
    public String target() {
        return "opportunity";
    }

    @Override
    public void derive(Applying applying) {
        applying.implyOnce(
                "company",
                "opportunity",
                "name",
                "s.company",
                "s.company is not null and s.company_linked is not true");
        applying.implyOnce(
                "product",
                "opportunity",
                "name, unit",
                "s.product, s.unit",
                "s.product is not null and s.product_linked is not true");
        applying.imply(
                "person",
                "opportunity",
                "full_name, email, company, company_linked, company_optional",
                "case when s.person not like '%@%' then s.person end, case when s.person like '%@%' then lower(s.person) end, s.company, s.company_linked, s.company_optional",
                "s.person is not null and s.person_linked is not true");
    }

    @Override
    public void write(Applying applying) {
        applying.matching().referOwner("opportunity");
        applying.matching()
                .refer(
                        "opportunity",
                        "company",
                        "company",
                        "r.id::text",
                        "r.external_id",
                        "r.domain",
                        "r.siren",
                        "r.name_key");
        applying.run("opportunity", """
                update %s s set person_id = p.record_id from staged_person p
                where p.derived and p.source_target = 'opportunity' and p.source_row = s.row_id
                """);
        applying.matching()
                .refer("opportunity", "person", "person", "r.id::text", "r.external_id", "r.email", "r.name_key");
        applying.matching().refer("opportunity", "product", "product", "r.id::text", "r.external_id", "r.name_key");
        applying.matching().refer("opportunity", "lead", "lead", "r.id::text", "r.external_id");
        for (var field : new String[] {"company", "person", "product", "lead"}) {
            applying.matching().missing("opportunity", field);
        }
        applying.run("opportunity", """
                update %s set refusal = 'import.rejected.nameless'
                where coalesce(name, company, product, external_id, id::text, lead) is null and refusal is null
                """);
        applying.matching().matchById("opportunity", "opportunity");
        applying.matching().match("opportunity", "opportunity", "external_id", "s.external_id", "r.external_id");
        applying.matching()
                .match(
                        "opportunity",
                        "opportunity",
                        "name",
                        "case when s.external_id is null then fold(s.name) || '/' || s.company_id end",
                        "r.name_key || '/' || r.company_id",
                        "fold(s.name)",
                        "r.name_key");
        applying.decide("opportunity");
        stages(applying);
        start(applying);
        ImportedPipelines.write(applying);
        ImportedReasons.name(applying, reasons);
        applying.write(set(applying.zone().getId()));
        products(applying);
        enter(applying);
    }

    private static RecordSet set(String zone) {
        return RecordSet.of("opportunity", "opportunity")
                .needed("journey_id", "s.journey_id", "null::uuid")
                .needed("name", NAME, "s.name")
                .column(
                        "company_id",
                        "company",
                        "coalesce(s.company_id, (select l.company_id from lead l where l.id = s.lead_id))")
                .column(
                        "person_id",
                        "person",
                        "coalesce(s.person_id, (select l.person_id from lead l where l.id = s.lead_id))")
                .column("lead_id", "lead", "s.lead_id")
                .needed("type", "coalesce(" + TYPE + ", 'new_business')", TYPE)
                .needed("pipeline", "coalesce(pipeline_key(s.pipeline), " + PIPELINE + ")", "pipeline_key(s.pipeline)")
                .needed(
                        "channel",
                        "coalesce(s.channel, (select l.channel from lead l where l.id = s.lead_id), 'unknown')",
                        "s.channel")
                .column("source", "source", "coalesce(s.source, (select l.source from lead l where l.id = s.lead_id))")
                .needed(
                        "one_off_minor",
                        "coalesce(s.one_off_amount, s.amount, 0)::bigint",
                        "coalesce(s.one_off_amount, s.amount)::bigint")
                .needed("recurring_minor", "coalesce(s.recurring_amount, 0)::bigint", "s.recurring_amount::bigint")
                .needed("recurring_period", "coalesce(" + PERIOD + ", 'month')", PERIOD)
                .fields("term_months reason next_step sub_stage competitor")
                .needed(
                        "currency",
                        "s.unit",
                        "case when num_nonnulls(s.amount, s.one_off_amount, s.recurring_amount) > 0 then s.unit end")
                .column(
                        "close_date",
                        "close_date",
                        "(coalesce(s.close_date, s.won_on, s.lost_on) at time zone '" + zone + "')::date")
                .needed(
                        "forecast_category",
                        "case when s.final >= 7 then 'closed' when s.final = 6 then 'commit' when s.final = 5 then 'best_case' else 'pipeline' end",
                        "null::text")
                .column("owner_id", "owner", "s.owner_id")
                // What the ledger is going to say in all but a few cases; it has the last word, and less to write.
                .needed("stage", STAGE, "null::text")
                .needed("stage_on", "((" + STAGE_ON + ") at time zone '" + zone + "')::date", "null::date")
                .needed("created_at", "coalesce(s.created_on, now())", "null::timestamptz");
    }

    private static final String NAME =
            "coalesce(s.name, nullif(concat_ws(' – ', s.company, s.product), ''), s.external_id, s.lead)";

    private static final String TYPE = """
            case when fold(s.type) ~ 'renew|renouvel' then 'renewal' when fold(s.type) ~ 'up.?sell' then 'upsell'
                 when fold(s.type) ~ 'cross' then 'cross_sell' when fold(s.type) ~ 'new|nouv' then 'new_business' end""";

    /** Where the file says nothing, a deal is led as deals of its type are. */
    private static final String PIPELINE = "case " + TYPE
            + " when 'renewal' then 'renewal' when 'upsell' then 'expansion' when 'cross_sell' then 'expansion' else 'new_business' end";

    private static final String STAGE =
            "(array['market','lead','qualified','discovery','proposal','closing','won','delivery','live','growth','disqualified','lost','churned'])[s.final]";

    private static final String STAGE_ON = """
            case when s.final = 4 then coalesce(s.discovery_on, s.created_on) when s.final = 5 then s.proposal_on
                 when s.final = 6 then s.closing_on when s.final = 7 then coalesce(s.won_on, s.close_date)
                 when s.final > 10 then coalesce(s.lost_on, s.close_date) end""";

    private static final String PERIOD = """
            case when fold(s.recurring_period) ~ '^(month|mois|mens)' then 'month' when fold(s.recurring_period) ~ '^(quart|trim)' then 'quarter'
                 when fold(s.recurring_period) ~ '^(year|an)' then 'year' end""";

    /** What the row comes to: its stage, else the furthest that it has a date for. */
    private static void stages(Applying applying) {
        applying.run(
                "opportunity",
                "alter table %s add column final smallint, add column moves boolean not null default false, add column starts boolean not null default false, add column strays boolean not null default false, add column parent uuid, add column began date");
        // A deal that is won or lost stays where it stood in its pipeline; what came of it goes first.
        applying.run("opportunity", """
                update %s set stage = case when status in ('won', 'lost', 'disqualified') then status else coalesce(stage, status) end
                where status is not null
                """);
        applying.run("opportunity", """
                update %s s set
                    final = greatest(4, coalesce(
                        array_position(array['market','lead','qualified','discovery','proposal','closing','won','delivery','live','growth','disqualified','lost','churned'], s.stage),
                        case when won_on is not null then 7 when lost_on is not null then 12 when closing_on is not null then 6
                             when proposal_on is not null then 5 end, 4)),
                    began = (least(created_on, discovery_on, proposal_on, closing_on, won_on, lost_on,
                                   case when stage in ('won', 'lost') then close_date end) at time zone ?)::date
                """, applying.zone().getId());
    }

    private void start(Applying applying) {
        applying.run("opportunity", """
                -- an earlier deal of the lead's keeps its journey: a second one starts its own, with that as its parent
                update %s s set journey_id = case when f.place = 1 and f.free then f.journey_id end,
                                parent = case when f.place > 1 or not f.free then f.journey_id end
                from (select s.row_id, l.journey_id,
                             row_number() over (partition by l.journey_id, kind.fresh order by s.began nulls last, s.row_id) as place,
                             kind.fresh and not exists (select from opportunity o
                                                    where o.journey_id = l.journey_id and o.deleted_at is null) as free
                      from %s s join lead l on l.id = s.lead_id
                      cross join lateral (select coalesce(TYPE_, 'new_business') = 'new_business') as kind (fresh)
                      where s.action = 'create') f
                where s.row_id = f.row_id
                """.replace("TYPE_", TYPE));
        join(applying, "person_id");
        join(applying, "company_id");
        take(applying);
        applying.run(
                "opportunity",
                "update %s set journey_id = uuidv7(), starts = true where action = 'create' and journey_id is null");
        journeys.startAll(
                DSL.select(DSL.asterisk()).from(sql(STARTED, DSL.val(applying.changeSet()))),
                "opportunity_id, name, company_id, person_id, channel, source, owner_id, currency, one_off_minor, recurring_minor, segment, industry, country",
                OpportunityEntries.of("s.starts", applying));
    }

    /** As the journey's facts will be gathered: recurring money counts for its first twelve months. */
    private static final String STARTED =
            """
            (select s.journey_id, coalesce(TYPE_, 'new_business'), s.parent, {0}::uuid, s.record_id, NAME_,
                    c.id, coalesce(s.person_id, l.person_id), coalesce(s.channel, l.channel, 'unknown'), coalesce(s.source, l.source),
                    s.owner_id, s.unit, coalesce(s.one_off_amount, s.amount, 0)::bigint,
                    round(coalesce(s.recurring_amount, 0)::bigint
                          * (case coalesce(PERIOD_, 'month') when 'month' then 1.0 when 'quarter' then 1.0 / 3 else 1.0 / 12 end)
                          * least(coalesce(s.term_months, 12), 12))::bigint,
                    c.segment, c.industry, c.country
             from staged_opportunity s left join lead l on l.id = s.lead_id
             left join company c on c.id = coalesce(s.company_id, l.company_id)
             where s.starts order by s.row_id) started""".replace("TYPE_", TYPE).replace("NAME_", NAME).replace("PERIOD_", PERIOD);

    /** DESIGN §3, rule 8: the newest lead of the same person, else company, created before it and still open. */
    private static void join(Applying applying, String by) {
        applying.run("opportunity", """
                with fitting as (
                    select distinct on (s.row_id) s.row_id, s.began, l.id as lead_id, l.journey_id
                    from %s s
                    join lead l on l.by_ = s.by_ and l.deleted_at is null
                    join journey j on j.id = l.journey_id and not j.exited and j.current_stage < 7
                    where s.action = 'create' and s.lead_id is null and s.journey_id is null
                      and (s.began is null or coalesce(j.entered_on, l.created_at::date) <= s.began)
                      and coalesce(TYPE_, 'new_business') = 'new_business'
                      and not exists (select from opportunity o where o.journey_id = l.journey_id and o.deleted_at is null)
                      and not exists (select from %s t where t.journey_id = l.journey_id)
                    order by s.row_id, coalesce(j.entered_on, l.created_at::date) desc, l.id desc),
                first as (select distinct on (journey_id) * from fitting order by journey_id, began nulls last, row_id)
                update %s s set lead_id = first.lead_id, journey_id = first.journey_id from first where first.row_id = s.row_id
                """.replace("by_", by).replace("TYPE_", TYPE));
    }

    /** Under lock, for others make opportunities meanwhile: a journey that has got one is left to it. */
    private void take(Applying applying) {
        Select<Record1<UUID>> wanted = DSL.select(DSL.field("s.journey_id", UUID.class))
                .from(sql("staged_opportunity s where s.action = 'create' and s.journey_id is not null"));
        pairing.lock(wanted);
        applying.run("opportunity", """
                update %s s set parent = s.journey_id, journey_id = null
                where s.action = 'create' and s.journey_id is not null
                  and exists (select from opportunity o where o.journey_id = s.journey_id and o.deleted_at is null)
                """);
        pairing.clear(wanted, applying.changeSet());
    }

    private static void products(Applying applying) {
        applying.run("opportunity", """
                insert into opportunity_product (opportunity_id, product_id, created_in)
                select s.record_id, s.product_id, ? from %s s
                where s.action in ('create', 'update') and s.product_id is not null
                on conflict do nothing
                """, applying.changeSet());
    }

    /** Those that go on with a journey that was there. */
    private static final String JOINED = "s.action = 'create' and not s.starts or s.moves";

    private void enter(Applying applying) {
        // Where the entries came to something else than the row said, the record follows them.
        applying.run("opportunity", """
                update %s s set strays = true
                from journey j where s.starts and j.id = s.journey_id and j.current_stage is distinct from s.final
                """);
        applying.run("opportunity", """
                update %s s set journey_id = r.journey_id, moves = true, action = 'update'
                from opportunity r join journey j on j.id = r.journey_id
                where r.id = s.record_id and s.action in ('update', 'unchanged') and s.stage is not null
                  and s.final is distinct from j.current_stage
                  and ((j.current_stage < 7 and s.final > j.current_stage)
                       or (j.current_stage between 7 and 9 and s.final between j.current_stage + 1 and 10)
                       or (j.current_stage between 7 and 10 and s.final = 13) or j.current_stage is null or ?)
                """, applying.options().backwards());
        applying.run("opportunity", """
                update %s s set stage_kept = true
                from opportunity r join journey j on j.id = r.journey_id
                where r.id = s.record_id and not s.moves and s.action in ('update', 'unchanged') and s.stage is not null
                  and s.final is distinct from j.current_stage
                """);
        applying.touching("opportunity", "s.strays or " + JOINED, touched -> {
            journeys.gather(touched);
            journeys.recordAll(OpportunityEntries.of(JOINED, applying));
            journeys.settle(touched);
        });
    }
}
