package io.diabolo.directory;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Rows of a file that become notes, calls, mails, meetings and tasks about a company, a person, a lead or a deal. Those
 * that have an id in the system they come from are updated by a second import; of the others, the same isn't made twice.
 */
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
        applying.matching().referOwner("activity");
        applying.run("activity", "alter table %s add column kind_of text, add column about_kind text");
        about(applying, "company", "r.id::text", "r.external_id", "r.domain", "r.name_key");
        about(applying, "person", "r.id::text", "r.external_id", "r.email", "r.name_key");
        about(applying, "lead", "r.id::text", "r.external_id", "r.name_key");
        about(applying, "opportunity", "r.id::text", "r.external_id", "r.name_key");
        applying.run("activity", "update %s s set kind_of = " + KIND + ", custom = '{}'");
        applying.matching().match("activity", "activity", "external_id", "s.external_id", "r.external_id");
        // An activity about nothing would be seen by nobody.
        applying.run("activity", """
                update %s set refusal = 'import.rejected.missing', refusal_arg = coalesce(about, '')
                where about_id is null and record_id is null and refusal is null
                """);
        applying.decide("activity");
        applying.run("activity", """
                update %s s set action = 'unchanged'
                where s.action = 'create' and s.external_id is null
                  and exists (select from activity a where a.deleted_at is null and a.kind = s.kind_of
                              and a.subject = coalesce(s.subject, '') and a.body = coalesce(s.body, '')
                              and s.about_id in (a.company_id, a.person_id, a.lead_id, a.opportunity_id)
                              and (s."at" is null or a.at = s."at"))
                """);
        applying.write(set(applying.zone().getId()));
    }

    private static RecordSet set(String zone) {
        var set = RecordSet.of("activity", "activity")
                .needed("kind", "s.kind_of", "case when s.kind is not null then s.kind_of end")
                .needed("subject", "coalesce(s.subject, '')", "s.subject")
                .needed("body", "coalesce(s.body, '')", "s.body")
                .column("owner_id", "owner", "s.owner_id")
                .needed("at", "coalesce(s.\"at\", s.due_on, now())", "s.\"at\"")
                .column("due_on", "due_on", "(s.due_on at time zone '" + zone + "')::date")
                .needed(
                        "done_at",
                        "case when s.done then coalesce(s.\"at\", now()) end",
                        "case when s.done then coalesce(r.done_at, s.\"at\", now()) end");
        for (var table : new String[] {"company", "person", "lead", "opportunity"}) {
            set = set.needed(
                    table + "_id",
                    "case s.about_kind when '" + table + "' then s.about_id end",
                    "case s.about_kind when '" + table + "' then s.about_id end");
        }
        return set;
    }

    private static void about(Applying applying, String table, String... keys) {
        applying.matching().refer("activity", "about", table, keys);
        applying.run(
                "activity", "update %s set about_kind = ? where about_id is not null and about_kind is null", table);
    }
}
