package io.diabolo.support;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Rows of a file that become tickets, with what was asked as their first message. They come from another system, which kept
 * or broke its own promises: no clock starts for them, and where no opening is given none is invented for a figure.
 */
@Component
@Order(65)
class ImportTickets implements ImportTarget {
    private static final String STATUS = """
            case when fold(s.status) ~ 'pending|attente|waiting' then 'pending'
                 when fold(s.status) ~ 'hold|suspens|pause' then 'on_hold'
                 when fold(s.status) ~ 'closed|clos|ferme|archiv' then 'closed'
                 when fold(s.status) ~ 'solved|resolu|resolved|done|termine|traite' then 'solved'
                 when fold(s.status) ~ '^(new|nouveau|nouvelle)' then 'new'
                 when s.status is not null then 'open' end""";
    private static final String PRIORITY = """
            case when fold(s.priority) ~ 'urgent|critical|critique|blocker|bloquant|p1|highest' then 'urgent'
                 when fold(s.priority) ~ 'high|haute|eleve|major|majeur|p2' then 'high'
                 when fold(s.priority) ~ 'low|basse|faible|minor|mineur|p4' then 'low'
                 when s.priority is not null then 'normal' end""";
    private static final String CHANNEL = """
            case when fold(s.via) ~ 'mail|courriel' then 'mail'
                 when fold(s.via) ~ 'phone|tel|appel|call' then 'phone'
                 when fold(s.via) ~ 'social|facebook|twitter|linkedin|reseau' then 'social'
                 when fold(s.via) ~ 'chat|messag' then 'chat'
                 when fold(s.via) ~ 'portal|portail' then 'portal'
                 when fold(s.via) ~ 'form|web' then 'form'
                 when fold(s.via) = 'api' then 'api' end""";
    private static final String TIER = """
            case when s.tier ~ '[1-3]' then substring(s.tier from '[1-3]')::smallint end""";
    /** What isn't one of five whole scores says nothing. */
    private static final String CSAT = "case when s.csat in (1, 2, 3, 4, 5) then s.csat::smallint end";

    private static final String OPENED = "coalesce(s.opened_at, s.first_response_at, s.solved_at, now())";

    @Override
    public String target() {
        return "ticket";
    }

    @Override
    public void write(Applying applying) {
        applying.run("ticket", """
                update %s set refusal = 'import.rejected.nameless'
                where coalesce(subject, description) is null and refusal is null
                """);
        applying.matching().referOwner("ticket");
        applying.matching()
                .refer(
                        "ticket",
                        "company",
                        "company",
                        "r.id::text",
                        "r.external_id",
                        "r.domain",
                        "r.siren",
                        "r.name_key");
        applying.matching().refer("ticket", "person", "person", "r.id::text", "r.external_id", "r.email", "r.name_key");
        applying.matching().missing("ticket", "company");
        applying.matching().missing("ticket", "person");
        applying.run("ticket", """
                update %s s set person_id = p.id
                from person p
                where s.person_id is null and s.requester_email is not null and p.email = lower(s.requester_email)
                  and p.deleted_at is null
                  and not exists (select from person o where o.email = p.email and o.deleted_at is null and o.id <> p.id)
                """);
        applying.run("ticket", """
                update %s s set company_id = p.company_id
                from person p where s.company_id is null and p.id = s.person_id
                """);
        applying.matching().matchById("ticket", "ticket");
        applying.matching().match("ticket", "ticket", "external_id", "s.external_id", "r.external_id");
        applying.decide("ticket");
        applying.write(set());
        applying.run("ticket", """
                insert into ticket_message (ticket_id, kind, author, address, body, at, created_in)
                select s.record_id, 'inbound', coalesce(s.requester_name, ''), coalesce(s.requester_email, ''),
                       s.description, opened_, ?
                from %s s where s.action = 'create' and coalesce(s.description, '') <> ''
                """.replace("opened_", OPENED), applying.changeSet());
    }

    private static RecordSet set() {
        return RecordSet.of("ticket", "ticket")
                .needed("subject", "coalesce(s.subject, left(s.description, 200))", "s.subject")
                .needed("description", "coalesce(s.description, '')", "s.description")
                .needed("status", "coalesce(" + STATUS + ", 'open')", STATUS)
                .needed("priority", "coalesce(" + PRIORITY + ", 'normal')", PRIORITY)
                .needed("tier", "coalesce(" + TIER + ", 1)", TIER)
                .needed("channel", "coalesce(" + CHANNEL + ", 'phone')", CHANNEL)
                .fields("kind skill product requester_name resolution csat_comment")
                .column("requester_email", "requester_email", "lower(s.requester_email)")
                .column("person_id", "person", "s.person_id")
                .column("company_id", "company", "s.company_id")
                .column("owner_id", "owner", "s.owner_id")
                .needed("opened_at", OPENED, "s.opened_at")
                .column("first_response_at", "first_response_at", "s.first_response_at")
                .column(
                        "solved_at",
                        "solved_at",
                        "case when " + STATUS + " in ('solved', 'closed') then coalesce(s.solved_at, now()) end")
                .column(
                        "closed_at",
                        "solved_at",
                        "case when " + STATUS + " = 'closed' then coalesce(s.solved_at, now()) end")
                .column("csat", "csat", CSAT)
                .needed(
                        "csat_at",
                        "case when (" + CSAT + ") is not null then coalesce(s.solved_at, " + OPENED + ") end",
                        "null::timestamptz");
    }
}
