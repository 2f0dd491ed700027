package io.diabolo.directory;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rows of a file that become notes, calls, mails, meetings and tasks about a company, a person, a lead or a deal. */
@Component
@Order(70)
class ImportActivities implements ImportTarget {
    private static final String KIND = """
            case when fold(s.kind) ~ 'call|appel|phone|telephone' then 'call'
                 when fold(s.kind) ~ 'mail|courriel' then 'mail'
                 when fold(s.kind) ~ 'meeting|reunion|rendez|rdv|visit|demo|event' then 'meeting'
                 when fold(s.kind) ~ 'task|tache|to.?do|a faire' then 'task'
                 when s.due_on is not null then 'task' else 'note' end""";

    @Override
    public String target() {
        return "activity";
    }

    @Override
    public void write(Applying applying) {
        applying.referOwner("activity");
        applying.run("activity", "alter table %s add column kind_of text, add column about_kind text");
        about(applying, "company", "r.id::text", "r.external_id", "r.domain", "r.name_key");
        about(applying, "person", "r.id::text", "r.external_id", "r.email", "r.name_key");
        about(applying, "lead", "r.id::text", "r.external_id", "r.name_key");
        about(applying, "opportunity", "r.id::text", "r.external_id", "r.name_key");
        // An activity about nothing would be seen by nobody.
        applying.run("activity", """
                update %s set refusal = 'import.rejected.missing', refusal_arg = coalesce(about, '')
                where about_id is null and refusal is null
                """);
        applying.run("activity", "update %s s set kind_of = " + KIND);
        applying.run("activity", """
                update %s s set action = case when s.refusal is not null then 'reject'
                    when exists (select from activity a where a.deleted_at is null and a.kind = s.kind_of
                                 and a.subject = coalesce(s.subject, '') and a.body = coalesce(s.body, '')
                                 and s.about_id in (a.company_id, a.person_id, a.lead_id, a.opportunity_id)
                                 and (s."at" is null or a.at = s."at")) then 'unchanged' else 'create' end
                """);
        applying.run("activity", "update %s set record_id = uuidv7() where action = 'create'");
        applying.run("activity", """
                insert into activity (id, kind, subject, body, company_id, person_id, lead_id, opportunity_id, owner_id, at, due_on, done_at, created_in)
                select s.record_id, s.kind_of, coalesce(s.subject, ''), coalesce(s.body, ''),
                       case about_kind when 'company' then about_id end, case about_kind when 'person' then about_id end,
                       case about_kind when 'lead' then about_id end, case about_kind when 'opportunity' then about_id end,
                       s.owner_id, coalesce(s."at", s.due_on, now()), (s.due_on at time zone ?)::date,
                       case when s.done then coalesce(s."at", now()) end, ?
                from %s s where s.action = 'create' order by s.row_id
                """, applying.zone().getId(), applying.changeSet());
    }

    private static void about(Applying applying, String table, String... keys) {
        applying.refer("activity", "about", table, keys);
        applying.run(
                "activity", "update %s set about_kind = ? where about_id is not null and about_kind is null", table);
    }
}
