package io.diabolo.directory;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportOptions;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import io.diabolo.journey.Journeys;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rows of a file that become companies: the SIREN is the company, each SIRET a site of it. */
@Component
@Order(30)
class ImportCompanies implements ImportTarget {
    private final Segmentation segmentation;
    private final Journeys journeys;
    private final LookForDuplicates lookForDuplicates;
    private final NafLabels naf;

    ImportCompanies(Segmentation segmentation, Journeys journeys, LookForDuplicates lookForDuplicates, NafLabels naf) {
        this.naf = naf;
        this.segmentation = segmentation;
        this.journeys = journeys;
        this.lookForDuplicates = lookForDuplicates;
    }

    @Override
    public String target() {
        return "company";
    }

    @Override
    public void write(Applying applying) {
        prepare(applying);
        applying.matching().referOwner("company");
        applying.matching().refer("company", "parent", "company", "r.id::text", "r.external_id", "r.name_key");
        rejectLostParents(applying);
        match(applying);
        applying.decide("company");
        applying.write(RecordSet.of("company", "company")
                .needed("name", "coalesce(s.name, s.domain, s.siren, s.external_id)", "s.name")
                .fields(
                        "domain website phone email siren vat_number naf legal_form industry technologies headcount country region city postcode street description")
                .column("turnover_minor", "turnover", "s.turnover::bigint")
                .needed(
                        "currency",
                        "coalesce(s.unit, (select currency from workspace_setting))",
                        "case when s.turnover is not null then s.unit end")
                .column("segment", "segment", SEGMENT)
                .column("segment_basis", "segment", "case when (" + SEGMENT + ") is not null then 'manual' end")
                .column("parent_id", "parent", "s.parent_id")
                .column("owner_id", "owner", "s.owner_id")
                .needed("created_at", "coalesce(s.created_on, now())", "null::timestamptz"));
        label(applying);
        segment(applying);
        adopt(applying);
        sites(applying);
        follow(applying);
        lookForDuplicates.after(applying, "company");
    }

    private static final String SEGMENT = """
            case when fold(s.segment) in ('micro', 'tpe') then 'micro'
                 when fold(s.segment) in ('smb', 'sme', 'pme') then 'smb'
                 when fold(s.segment) in ('mid_market', 'mid market', 'mid-market', 'eti') then 'mid_market'
                 when fold(s.segment) in ('enterprise', 'ge', 'grande entreprise') then 'enterprise' end""";

    private static void prepare(Applying applying) {
        applying.run("company", """
                update %s set siren = coalesce(siren, left(siret, 9)),
                    domain = coalesce(domain, nullif(lower(regexp_replace(regexp_replace(website, '^[a-zA-Z]+://', ''), '^www\\.|[/?#:].*$', '', 'g')), ''))
                """);
        // As the nomenclature writes them, however the register does: 6820A is 68.20A.
        applying.run("company", """
                update %s set naf = left(bare, 2) || '.' || substr(bare, 3)
                from (select row_id as coded, upper(regexp_replace(naf, '[[:space:].]', '', 'g')) as bare from staged_company
                      where naf is not null) codes
                where coded = row_id and bare ~ '^[0-9]{4}[A-Z]$'
                """);
        // However they were separated, and each once, as Technologies writes them.
        applying.run("company", """
                update %s set technologies = (
                    select string_agg(one, ', ' order by place)
                    from (select distinct on (lower(btrim(word))) btrim(word) as one, place
                          from regexp_split_to_table(technologies, '[,;|[:cntrl:]]+') with ordinality as words (word, place)
                          where btrim(word) <> ''
                          order by lower(btrim(word)), place) named)
                where technologies ~ '[,;|[:cntrl:]]'
                """);
        // What a deal or a lead calls its company may be the company's domain.
        applying.run(
                "company",
                "update %s s set domain = lower(s.name) where s.derived and s.domain is null and s.name ~* '^[a-z0-9-]+([.][a-z0-9-]+)*[.][a-z]{2,}$'");
        // Or its number in the French register: nine digits, of which the last is the key (Luhn).
        applying.run("company", """
                update %s s set siren = s.name
                where s.derived and s.siren is null and s.name ~ '^[0-9]{9}$'
                  and (select sum(case when place % 2 = 1 then digit when digit < 5 then 2 * digit else 2 * digit - 9 end) % 10 = 0
                       from (select place, substr(s.name, place, 1)::integer as digit from generate_series(1, 9) place) digits)
                """);
        applying.run("company", "update %s set domain = null where domain = any (?)", (Object) Domain.freeMail());
        applying.run("company", """
                update %s set refusal = 'import.rejected.nameless'
                where coalesce(name, siren, domain, external_id, id::text) is null and refusal is null
                """);
    }

    /** A parent may stand in the same file, before or after. */
    private static void rejectLostParents(Applying applying) {
        if (applying.options().missing() == ImportOptions.Missing.EMPTY) {
            return;
        }
        applying.run("company", """
                update %s s set refusal = 'import.rejected.missing', refusal_arg = s.parent
                where s.parent is not null and s.parent_id is null and s.refusal is null and s.parent_optional is not true
                  and not exists (select from %s o where o.refusal is null and (o.external_id = s.parent or fold(o.name) = fold(s.parent)))
                """);
    }

    /** DESIGN §6: external id, SIREN, own domain, phone, name with postcode; the plain name when nothing else is known. */
    private static void match(Applying applying) {
        applying.matching().matchById("company", "company");
        applying.matching()
                .matchImplied(
                        "company",
                        "company",
                        "r.id = case when pg_input_is_valid(s.name, 'uuid') then s.name::uuid end");
        applying.matching()
                .match(
                        "company",
                        "company",
                        "external_id",
                        "coalesce(s.external_id, case when s.derived then s.name end)",
                        "r.external_id");
        applying.matching().match("company", "company", "siren", "s.siren", "r.siren");
        // A further establishment isn't a repeated company.
        applying.run(
                "company",
                "update %s set refusal = null, refusal_arg = null where same_as is not null and siret is not null and refusal = 'import.rejected.repeated'");
        applying.matching().match("company", "company", "domain", "s.domain", "r.domain");
        applying.matching().match("company", "company", "phone", "s.phone", "r.phone");
        applying.matching()
                .match(
                        "company",
                        "company",
                        "name",
                        "fold(s.name) || '/' || s.postcode",
                        "r.name_key || '/' || r.postcode",
                        "fold(s.name)",
                        "r.name_key");
        applying.matching().match("company", "company", "name", """
                case when coalesce(s.siren, s.phone, s.postcode) is null and (s.domain is null or s.derived) and (s.external_id is null or s.derived)
                     then fold(s.name) end""", "r.name_key");
        // With an id of the other system, a company of the same name here is the same only while it has none.
        applying.matching()
                .match(
                        "company",
                        "company",
                        "name",
                        """
                case when coalesce(s.siren, s.domain, s.phone, s.postcode) is null and s.external_id is not null then fold(s.name) end""",
                        "case when r.external_id is null then r.name_key end",
                        "fold(s.name)",
                        "r.name_key");
        // An implied company that has a row of its own in this import is that row, whatever else the row tells.
        applying.run("company", """
                update %s s set same_as = f.row_id
                from (select fold(name) as key, min(row_id) as row_id from %s
                      where not derived and refusal is null and same_as is null group by 1) f
                where s.derived and s.record_id is null and s.same_as is null and fold(s.name) = f.key
                """);
    }

    /** The industry of new companies, where only its code is known. */
    private void label(Applying applying) {
        var labels = naf.all();
        applying.run(
                "company",
                """
                update company c set industry = known.label
                from %s s, unnest(?::text[], ?::text[]) known (code, label)
                where s.record_id = c.id and s.action = 'create' and c.industry is null and known.code = c.naf
                """,
                labels.keySet().toArray(String[]::new),
                labels.values().toArray(String[]::new));
    }

    /** Of new companies and of those whose size changed, as {@link Segmentation.Limits#of} does for one; noted, so that it is undone too. */
    private void segment(Applying applying) {
        var limits = segmentation.limits();
        applying.run(
                "company",
                """
                create temporary table placed_company on commit drop as
                select c.id, c.segment as old_segment, c.segment_basis as old_basis,
                       case when c.headcount < ? and coalesce(yearly <= ?, true) then 'micro'
                            when c.headcount < ? and coalesce(yearly <= ?, true) then 'smb'
                            when c.headcount < ? and coalesce(yearly <= ?, true) then 'mid_market'
                            else 'enterprise' end as segment,
                       case when yearly is null then 'presumed' else 'computed' end as basis
                from company c
                cross join lateral (select case when c.currency = ? then c.turnover_minor end as yearly) turnover
                where c.headcount is not null and coalesce(c.segment_basis, 'presumed') in ('presumed', 'computed')
                  and c.id in (select record_id from %s where action in ('create', 'update'))
                """,
                limits.micro().headcount(),
                limits.micro().turnover(),
                limits.smb().headcount(),
                limits.smb().turnover(),
                limits.midMarket().headcount(),
                limits.midMarket().turnover(),
                limits.currency().getCurrencyCode());
        applying.run("company", """
                insert into change (change_set_id, record_type, record_id, kind, before, after)
                select ?, 'company', p.id, 'updated',
                       jsonb_build_object('segment', p.old_segment, 'segment_basis', p.old_basis),
                       jsonb_build_object('segment', p.segment, 'segment_basis', p.basis)
                from placed_company p join %s s on s.record_id = p.id and s.action = 'update'
                where (p.old_segment, p.old_basis) is distinct from (p.segment, p.basis)
                on conflict (workspace_id, change_set_id, record_type, record_id)
                do update set before = excluded.before || change.before, after = change.after || excluded.after
                """, applying.changeSet());
        applying.run("company", """
                update company c set segment = p.segment, segment_basis = p.basis from placed_company p where p.id = c.id
                """);
    }

    /** The funnel is cut by what companies are. */
    private void follow(Applying applying) {
        if (applying.sql().fetchExists(DSL.selectOne().from("staged_company where action = 'update'"))) {
            journeys.refresh(DSL.select(DSL.field("j.id", UUID.class))
                    .from(DSL.sql("journey j"))
                    .where("j.company_id in (select record_id from staged_company where action = 'update')"));
        }
    }

    /** Children whose parent came with the same import. */
    private static void adopt(Applying applying) {
        applying.matching().refer("company", "parent", "company", "r.external_id", "r.name_key");
        applying.run("company", """
                update company c set parent_id = s.parent_id from %s s
                where c.id = s.record_id and s.action = 'create' and s.parent_id is not null and c.parent_id is null and s.parent_id <> c.id
                """);
    }

    private static void sites(Applying applying) {
        applying.run("company", """
                insert into company_site (company_id, siret, name, street, postcode, city, country, created_in)
                select distinct on (s.siret) s.record_id, s.siret, s.name, s.street, s.postcode, s.city, s.country, ?
                from %s s
                where s.siret is not null and s.record_id is not null and s.action <> 'reject'
                  and not exists (select from company_site e where e.siret = s.siret)
                order by s.siret, s.row_id
                """, applying.changeSet());
    }
}
