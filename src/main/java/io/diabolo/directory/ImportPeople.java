package io.diabolo.directory;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rows of a file that become people, with their position at the company named. */
@Component
@Order(40)
class ImportPeople implements ImportTarget {
    private final LookForDuplicates lookForDuplicates;

    ImportPeople(LookForDuplicates lookForDuplicates) {
        this.lookForDuplicates = lookForDuplicates;
    }

    @Override
    public String target() {
        return "person";
    }

    @Override
    public void derive(Applying applying) {
        applying.implyOnce(
                "company",
                "person",
                "name, domain",
                "s.company, " + DOMAIN,
                "s.company is not null and s.company_linked is not true");
    }

    /** An opt-in or opt-out as files have it, in a word or a yes. */
    private static final String CONSENT = """
        case when fold(s.consent) ~ '^(opted_out|opt.?out|non?|false|0|faux|n|unsubscribed|desabonne|desinscrit|oppos|refus|retir|withdrawn|denied)' then 'opted_out'
             when fold(s.consent) ~ '^(opted_in|opt.?in|oui|yes|true|1|vrai|o|y|subscribed|abonne|inscrit|accord|accept|consent|granted)' then 'opted_in'
             when fold(s.consent) ~ '^(legitimate|interet legitime|freely given)' then 'legitimate_interest' end\
        """;

    /** An old list doesn't take an objection back. */
    private static final String KEPT_CONSENT =
            "case when r.consent = 'opted_out' then r.consent else (" + CONSENT + ") end";

    static final String DOMAIN =
            "case when s.company ~* '^[a-z0-9-]+([.][a-z0-9-]+)*[.][a-z]{2,}$' then lower(s.company) end";

    /** Each address and number is hashed once, beside the salt; where nobody was erased, none is. */
    private static void rejectErased(Applying applying) {
        applying.run("person", """
            update %s s set refusal = 'import.rejected.erased'
            from (select distinct c.row_id
                  from (select p.row_id, unnest(array[p.email, p.phone, p.mobile]) as contact from %s p
                        where p.refusal is null and exists (select from erased_contact)) c
                  cross join contact_salt salt
                  join erased_contact e on e.hash = sha256(salt.salt || convert_to(lower(trim(c.contact)), 'UTF8'))
                  where c.contact is not null) known
            where s.row_id = known.row_id
            """);
    }

    @Override
    public void write(Applying applying) {
        applying.run("person", """
            update %s set
                first_name = case when strpos(trim(full_name), ' ') > 0 then split_part(trim(full_name), ' ', 1) end,
                last_name = case when strpos(trim(full_name), ' ') > 0 then trim(substr(trim(full_name), strpos(trim(full_name), ' '))) else trim(full_name) end
            where full_name is not null and first_name is null and last_name is null
            """);
        applying.run("person", """
            update %s set refusal = 'import.rejected.nameless'
            where coalesce(first_name, last_name, email, external_id, id::text) is null and refusal is null
            """);
        rejectErased(applying);
        applying.matching().referOwner("person");
        applying.matching()
                .refer(
                        "person",
                        "company",
                        "company",
                        "r.id::text",
                        "r.external_id",
                        "r.domain",
                        "r.siren",
                        "r.name_key");
        applying.matching().missing("person", "company");
        applying.matching().matchById("person", "person");
        applying.matching().match("person", "person", "external_id", "s.external_id", "r.external_id");
        // A deal may call its contact by an id.
        for (var key : new String[] {
            "r.external_id = s.full_name",
            "r.id = case when pg_input_is_valid(s.full_name, 'uuid') then s.full_name::uuid end"
        }) {
            applying.matching().matchImplied("person", "person", key);
        }
        applying.matching().match("person", "person", "email", "s.email", "r.email");
        applying.matching()
                .match(
                        "person",
                        "person",
                        "phone",
                        "case when s.email is null then coalesce(s.mobile, s.phone) end",
                        "coalesce(r.mobile, r.phone)");
        applying.matching()
                .match(
                        "person",
                        "person",
                        "name",
                        """
                case when s.email is null and s.phone is null and s.mobile is null and s.company_id is not null
                     then fold(concat_ws(' ', s.first_name, s.last_name)) || '/' || s.company_id end\
                """,
                        "r.name_key || '/' || r.company_id",
                        "fold(concat_ws(' ', s.first_name, s.last_name))",
                        "r.name_key");
        applying.decide("person");
        applying.write(RecordSet.of("person", "person")
                .fields("first_name last_name email phone mobile title linkedin language city country data_source")
                .needed("consent", "coalesce(" + CONSENT + ", 'unknown')", KEPT_CONSENT)
                .needed("consent_source", "case when (" + CONSENT + ") is not null then 'import' end", "null::text")
                .needed("consent_at", "case when (" + CONSENT + ") is not null then now() end", "null::timestamptz")
                .column("company_id", "company", "s.company_id")
                .column("owner_id", "owner", "s.owner_id")
                .needed("created_at", "coalesce(s.created_on, now())", "null::timestamptz"));
        // Who has changed company has left the one before, as when it is typed.
        applying.run("person", """
                update person_position p set ended_on = (now() at time zone ?)::date
                from %s s join person r on r.id = s.record_id
                where s.action = 'update' and s.company_id is not null and p.person_id = s.record_id
                  and p.ended_on is null and p.company_id is distinct from r.company_id
                """, applying.zone().getId());
        applying.run("person", """
                insert into person_position (person_id, company_id, title, started_on, created_in)
                select s.record_id, s.company_id, s.title,
                       case when s.action = 'update' then (
                           select max(o.ended_on) from person_position o
                           where o.person_id = s.record_id and o.ended_on = (now() at time zone ?)::date) end, ?
                from %s s
                where s.action in ('create', 'update') and s.company_id is not null
                  and (s.action = 'create' or exists (select from person r where r.id = s.record_id and r.company_id = s.company_id))
                  and not exists (select from person_position p where p.person_id = s.record_id and p.company_id = s.company_id and p.ended_on is null)
                order by s.row_id
                """, applying.zone().getId(), applying.changeSet());
        lookForDuplicates.after(applying, "person");
    }
}
