package io.diabolo.acceptance;

import io.diabolo.directory.LegalBases;
import io.diabolo.platform.Jobs;
import io.diabolo.records.Bulk;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.sequences.Enrollments;
import io.diabolo.sequences.SequencePlan;
import io.diabolo.sequences.SequenceState;
import io.diabolo.sequences.Sequences;
import io.diabolo.sequences.Step;
import io.diabolo.sequences.StepKind;
import io.diabolo.testkit.Given;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages that are empty in a new workspace, with something on them: twins to merge, people whose time is up, a proof, a job. */
final class FilledPages {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Given given;

    FilledPages(ApplicationContext application, Given given) {
        this.application = application;
        this.sql = application.getBean(DSLContext.class);
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var companies = twins("companies", "name", Map.of("city", "Niort", "postcode", "79000", "country", "FR"));
        var people = twins("people", "last_name", Map.of("mobile", "0639981122", "email", "nathalie@mecaval.example"));
        var all = new ArrayList<>(List.of(
                "/duplicates",
                "/duplicates?type=person",
                "/companies/" + companies.getFirst() + "/merges/new?with=" + companies.getLast(),
                "/people/" + people.getFirst() + "/merges/new?with=" + people.getLast(),
                "/companies?any.1.filter[city]=Niort&any.1.filter[name]=x&has.people.filter[title]=DAF&add=&at=any.1.",
                "/companies?add=created_at",
                "/retention",
                "/retention?within=90",
                "/erasures"));
        dueAndAllowed(people.getFirst());
        all.add("/people/" + people.getFirst() + "/privacy");
        all.add("/people/" + people.getFirst() + "/erasure");
        all.add("/erasures/" + proof());
        all.add("/jobs/" + job(companies));
        // The job has edited them, so there is a history.
        all.add("/companies/" + companies.getFirst() + "/history");
        all.add("/companies/" + companies.getFirst() + "/history?field=industry");
        all.add("/companies/" + companies.getFirst() + "/edit");
        all.addAll(mails(people.getFirst()));
        all.addAll(sequence());
        return all;
    }

    /** One that is active, with two texts to compare and somebody in it. */
    private List<String> sequence() {
        var sequences = application.getBean(Sequences.class);
        var me = given.administrator();
        return given.in(() -> {
            var texts = List.of(
                    new Step.Variant("a", null, "Bonjour", "Bonjour {{person.first_name | Madame, Monsieur}},", "", ""),
                    new Step.Variant("b", null, "Votre projet", "Bonjour,", "", ""));
            var steps = List.of(
                    new Step("task", StepKind.TASK, 0, "days", "Lire leur site", "", "", List.of()),
                    new Step("wait", StepKind.WAIT, 2, "days", "", "", "", List.of()),
                    new Step("mail", StepKind.EMAIL, 0, "days", "", "", "", texts),
                    new Step("branch", StepKind.BRANCH, 0, "days", "", "reply", Step.END, List.of()));
            var made = sequences.create(SequencePlan.of("Prospection", steps), me);
            sequences.become(made.id(), SequenceState.ACTIVE, me);
            var lead = application
                    .getBean(Records.class)
                    .create(
                            application.getBean(RecordTypes.class).byPlural("leads"),
                            Map.of("last_name", "Prospectée", "email", "prospectee@client.example"),
                            me)
                    .record()
                    .id();
            application.getBean(Enrollments.class).enroll(made.id(), List.of(lead), me);
            var run = sql.fetchValue("select id from enrollment where lead_id = ?", lead);
            var path = "/sequences/" + made.id();
            return List.of(
                    "/sequences",
                    "/sequences/new",
                    path,
                    path + "/edit",
                    path + "/preview",
                    "/enrollments",
                    "/enrollments/new?lead=" + lead,
                    "/enrollments/" + run,
                    "/leads/" + lead);
        });
    }

    private List<UUID> twins(String plural, String named, Map<String, String> facts) {
        var records = application.getBean(Records.class);
        var type = application.getBean(RecordTypes.class).byPlural(plural);
        return given.in(() -> {
            var first =
                    records.create(type, with(facts, named, "Mécaval Industries et Compagnie"), given.administrator());
            var other = records.create(type, Map.of(named, "MECAVAL INDUSTRIES"), given.administrator());
            sql.execute(
                    "insert into duplicate_pair (record_type, one_id, other_id, score, reasons) values (?, ?, ?, 92, ?::jsonb)",
                    type.id(),
                    first.record().id(),
                    other.record().id(),
                    """
                    [{"key": "same-name", "detail": "", "points": 40}]""");
            return List.of(first.record().id(), other.record().id());
        });
    }

    private static Map<String, String> with(Map<String, String> facts, String name, String value) {
        var all = new HashMap<>(facts);
        all.put(name, value);
        return all;
    }

    private void dueAndAllowed(UUID person) {
        var bases = application.getBean(LegalBases.class);
        given.run(() -> {
            sql.execute("update person set created_at = '2019-03-12' where id = ?", person);
            bases.say(
                    person,
                    new LegalBases.Said(
                            "email",
                            "prospecting",
                            "legitimate_interest",
                            "granted",
                            LocalDate.of(2019, 3, 12),
                            null,
                            null,
                            "Salon"),
                    given.administrator());
        });
    }

    /** A thread with an answer in HTML, a mail whose fate is unknown, and a template. */
    private List<String> mails(UUID person) {
        var records = application.getBean(Records.class);
        var type = application.getBean(RecordTypes.class).byPlural("mail-templates");
        var me = given.administrator().member().value();
        return given.in(() -> {
            var template = records.create(
                            type,
                            Map.of("name", "Premier contact", "subject_fr", "Bonjour", "body_fr", "{{lead.source}}"),
                            given.administrator())
                    .record()
                    .id();
            var mailbox = sql.resultQuery("""
                            insert into mailbox (member_id, address, sender_name, way, login, smtp_host, smtp_port,
                                                 smtp_security, trouble, trouble_said)
                            values (?, 'claire@atelier.example', 'Claire', 'password', 'c', 'localhost', 1, 'none',
                                    'mail.trouble.sign-in', '535 no') returning id""", me).fetchSingle(0, UUID.class);
            sql.execute(
                    "insert into mailbox_folder (mailbox_id, name, uid_validity, fetched, strangers, waiting) values (?, 'INBOX', 1, 12, 40, 3)",
                    mailbox);
            for (var state : new String[] {"uncertain", "failed", "sent"}) {
                sql.execute("""
                        insert into mail (mailbox_id, member_id, direction, state, person_id, from_address, to_address, subject,
                                          body, footer, message_id, thread_id, not_before, at)
                        values (?, ?, 'outbound', ?, ?, 'claire@atelier.example', 'nathalie@mecaval.example', 'Notre offre',
                                'Bonjour', 'Pour ne plus recevoir', '<1@a>', ?, now(), now())""", mailbox, me, state, person, person);
            }
            var answer = sql.resultQuery("""
                            insert into mail (mailbox_id, member_id, direction, state, kind, person_id, from_address, to_address,
                                              subject, body, quoted, html, message_id, thread_id, not_before, at)
                            values (?, ?, 'inbound', 'received', 'human', ?, 'nathalie@mecaval.example',
                                    'claire@atelier.example', 'Re: Notre offre', 'Oui.', '> Bonjour', '<p>Oui.</p>', '<2@a>', ?,
                                    now(), now()) returning id""", mailbox, me, person, person).fetchSingle(0, UUID.class);
            return List.of(
                    "/mail-templates/" + template + "/preview",
                    "/profile/mailbox?filled",
                    "/settings/mailboxes?filled",
                    "/mails/uncertain?filled",
                    "/mails/failed?filled",
                    "/mails/" + answer,
                    "/mails/" + answer + "/replies/new",
                    "/people/" + person + "/mails/new?template=" + template);
        });
    }

    private UUID proof() {
        var erased = """
                insert into erasure (state, requested_by, requested_on, member_id, person_hash, counts, done_at)
                values ('done', 'person', (now() at time zone 'Europe/Paris')::date, ?, '\\x00', '{"rows": {"person": 1, "activity": 3}}', now())
                returning id
                """;
        var by = given.administrator().member().value();
        return given.in(() -> sql.resultQuery(erased, by).fetchSingle(0, UUID.class));
    }

    private UUID job(List<UUID> companies) {
        var wanted = new Bulk.Wanted("companies", companies, Map.of(), 2, "industry", "Mécanique");
        return application.getBean(Jobs.class).runNow("bulk", "company", wanted, given.administrator());
    }
}
