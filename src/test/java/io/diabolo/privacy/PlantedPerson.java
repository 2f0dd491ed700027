package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.directory.LegalBases;
import io.diabolo.importing.Imports;
import io.diabolo.platform.Files;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A person whose data stand in all that they can stand in, filled through the product's own faces. */
final class PlantedPerson {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final LegalBases bases;
    private final Imports imports;
    private final Files files;

    PlantedPerson(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            LegalBases bases,
            Imports imports,
            Files files) {
        this.files = files;
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.bases = bases;
        this.imports = imports;
    }

    UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    UUID update(Given given, String type, UUID id, Map<String, ?> input) {
        var saved =
                given.in(() -> records.update(types.byId(type).orElseThrow(), id, input, null, given.administrator()));
        return java.util.Objects.requireNonNull(saved.changeSet());
    }

    /** Everything a person's data can stand in, filled through the product's own faces. */
    UUID plant(Given given, String mark) {
        var me = given.administrator();
        var bearer = given.bearer(me, Scope.ADMIN);
        var company = create(given, "company", Map.of("name", "Mécaval", "description", "On y parle à Ysolde " + mark));
        post("/settings/fields", given, Map.of("type", "people", "label", "Remarque", "kind", "text"));
        post("/settings/fields", given, Map.of("type", "leads", "label", "Remarque", "kind", "text"));
        var answer = mvc.post()
                .uri("/api/v1/people")
                .header("Authorization", bearer)
                .header("Idempotency-Key", "once")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                    {"first_name": "Ysolde", "last_name": "%1$s", "email": "%1$s@nowhere.example", "phone": "+33142680099",
                     "external_id": "ext-%1$s", "company": "%2$s", "linkedin": "https://linkedin.com/in/%1$s",
                     "data_source": "carte de %1$s", "city": "%1$s"}
                    """.formatted(mark, company))
                .exchange();
        assertThat(answer).hasStatus(201);
        var person = UUID.fromString(field(answer, "id"));
        update(given, "person", person, Map.of("title", "Acheteuse " + mark, "email", mark + ".autre@nowhere.example"));
        update(given, "person", person, customValue("person", given, mark));
        var lead = create(
                given, "lead", Map.of("person", person.toString(), "company", company.toString(), "source", "salon"));
        update(given, "lead", lead, customValue("lead", given, mark));
        moves(given, lead, mark);
        var ticket = create(
                given,
                "ticket",
                Map.of(
                        "subject",
                        "Demande de " + mark,
                        "description",
                        "Mme " + mark + " demande",
                        "person",
                        person.toString()));
        update(given, "ticket", ticket, Map.of("resolution", "Réglé avec " + mark));
        var sent = given.in(() -> files.keep(
                        "capture-" + mark + ".txt",
                        "text/plain",
                        new ByteArrayInputStream(("Écran de " + mark).getBytes(StandardCharsets.UTF_8)))
                .id());
        given.run(() -> sql.execute(
                "insert into ticket_file (message_id, position, file_id) select id, 0, ? from ticket_message where ticket_id = ?",
                sent,
                ticket));
        var survey = create(given, "survey", Map.of("name", "NPS"));
        create(
                given,
                "survey_response",
                Map.of(
                        "survey",
                        survey.toString(),
                        "person",
                        person.toString(),
                        "score",
                        "3",
                        "comment",
                        "Mme " + mark + " attend"));
        given.run(() -> sql.execute(
                "insert into survey_ask (survey_id, person_id, address, channel, occasion, asked_at, expires_at)"
                        + " values (?, ?, ?, 'mail', '2026-01-01', now(), now())",
                survey,
                person,
                mark + "@nowhere.example"));
        create(
                given,
                "referral",
                Map.of(
                        "company",
                        company.toString(),
                        "person",
                        person.toString(),
                        "employer",
                        "Tissage du Nord",
                        "note",
                        "Mme " + mark + " les connaît"));
        given.run(() -> sql.execute(
                "insert into suggestion (name, kind, company_id, person_id, reason_fr, reason_en, note)"
                        + " values ('Client', 'referral', ?, ?, ?, ?, ?)",
                company,
                person,
                "Mme " + mark + " nous recommande",
                mark + " recommends us",
                "Rappeler Mme " + mark));
        var alone = create(given, "lead", Map.of("person", person.toString(), "campaign", "Ysolde " + mark));
        assertThat(alone).isNotNull();
        var deal = create(
                given,
                "opportunity",
                Map.of(
                        "name",
                        "Licences " + mark,
                        "person",
                        person.toString(),
                        "company",
                        company.toString(),
                        "next_step",
                        "rappeler " + mark));
        update(given, "opportunity", deal, Map.of("next_step", "écrire à Mme " + mark));
        given.run(() -> {
            var part = sql.fetchValue(
                    "insert into stakeholder (opportunity_id, person_id, note) values (?, ?, ?) returning id",
                    deal,
                    person,
                    "Mme " + mark + " décide");
            sql.execute(
                    "insert into blocker (opportunity_id, stakeholder_id, text, clock_id) values (?, ?, ?, uuidv7())",
                    deal,
                    part,
                    "Mme " + mark + " refuse");
        });
        handedOver(given, "lead", lead, mark);
        handedOver(given, "opportunity", deal, mark);
        met(given, person, company, mark);
        acquired(given, person, lead, mark);
        offered(given, person, deal, mark);
        askedByColleagues(given, company, mark);
        for (var of : List.of(
                Map.of("person", person),
                Map.of("lead", lead),
                Map.of("opportunity", deal),
                Map.of("company", company))) {
            var note = new HashMap<String, Object>(
                    Map.of("kind", "note", "subject", "Vu " + mark, "body", "06 dit " + mark));
            of.forEach((name, id) -> note.put(name, id.toString()));
            var id = create(given, "activity", note);
            update(given, "activity", id, Map.of("body", "encore " + mark));
            mail(given, of.containsKey("person") ? person : null, id, of.containsKey("lead"), mark);
        }
        create(
                given,
                "activity",
                Map.of(
                        "kind",
                        "note",
                        "subject",
                        "Autre",
                        "body",
                        "écrire à " + mark + "@nowhere.example",
                        "company",
                        create(given, "company", Map.of("name", "Sans lien")).toString()));
        given.in(() -> bases.say(
                person,
                new LegalBases.Said(
                        "email",
                        "prospecting",
                        "consent",
                        "granted",
                        LocalDate.of(2026, 3, 1),
                        "dit par " + mark,
                        null,
                        "carte de " + mark),
                me));
        var csv = "Prénom,Nom,E-mail,Notes,Taille\nYsolde," + mark + "," + mark + ".autre@nowhere.example,un " + mark
                + ",1\nJean,Valjean,jean@valjean.example,,2\n,,,rejet " + mark + ",3\n";
        bring(given, mark + ".csv", csv);
        post("/people/views", given, Map.of("view_name", mark, "filter[email]", mark + "@nowhere.example"));
        export(given, "csv");
        export(given, "xlsx");
        gathered(given, person);
        assertThat(mvc.get().uri("/people/" + person).with(given.signedIn(me))).hasStatusOk();
        given.in(() -> records.delete(types.byId("person").orElseThrow(), person, null, me));
        given.in(() -> records.restore(types.byId("person").orElseThrow(), person, me));
        return person;
    }

    /** Handed over and returned, told of, and qualified by what they said: by the last name alone. */
    private void handedOver(Given given, String type, UUID subject, String mark) {
        var me = given.administrator().member().value();
        given.run(() -> {
            var handoff = sql.fetchSingle(
                            """
                            insert into handoff (kind, subject_type, subject_id, from_member, from_role, to_role, note, carried,
                                                 state, offered_at, due_at, clock_id, answered_by, answered_at, reason)
                            values ('contribution', ?, ?, ?, 'ae', 'se', ?, jsonb_build_object('person', ?::text), 'returned',
                                    now(), now(), uuidv7(), ?, now(), ?) returning id
                            """, type, subject, me, "Mme " + mark, "Mme " + mark, me, "refusé par Mme " + mark)
                    .get(0, UUID.class);
            sql.execute("""
                    insert into notification (member_id, kind, event_key, about, subject_type, subject_id, reason, path, at, shown_from)
                    values (?, 'handoff-returned', ?, 'contribution', 'handoff', ?, ?, '/', now(), now())
                    """, me, "planted-" + handoff, handoff, "refusé par Mme " + mark);
            sql.execute("""
                    insert into sheet_answer (subject_type, subject_id, sheet, question, value, said_by, note, member_id)
                    values (?, ?, 'bant', 'need', ?, ?, ?, ?)
                    """, type, subject, "Mme " + mark + " veut", "Mme " + mark, "avec Mme " + mark, me);
        });
    }

    /** A meeting of theirs, with its invitation, and one of their company at which they were spoken of. */
    private void met(Given given, UUID person, UUID company, String mark) {
        var me = given.administrator().member().value();
        given.run(() -> {
            var own = sql.fetchSingle(
                            """
                            insert into meeting (subject, kind, state, starts_at, ends_at, place, notes, said, person_id, company_id,
                                                 owner_id, booked_by, link)
                            values (?, 'demo', 'held', now(), now() + interval '1 hour', ?, ?, ?, ?, ?, ?, ?, gen_random_uuid()::text)
                            returning id
                            """,
                            "Démo pour " + mark,
                            "chez Mme " + mark,
                            "Mme " + mark + " approuve",
                            "vu Mme " + mark,
                            person,
                            company,
                            me,
                            me)
                    .get(0, UUID.class);
            sql.execute("""
                    insert into meeting_invitation (meeting_id, sequence, method, starts_at, ends_at, host_id, recipient, subject, at)
                    values (?, 0, 'REQUEST', now(), now() + interval '1 hour', ?, ?, ?, now())
                    """, own, me, mark + "@nowhere.example", "Démo pour Mme " + mark);
            sql.execute(
                    """
                    insert into meeting (subject, kind, state, starts_at, ends_at, place, notes, said, company_id, owner_id, booked_by,
                                         link)
                    values (?, 'review', 'held', now(), now() + interval '1 hour', ?, ?, ?, ?, ?, ?, gen_random_uuid()::text)
                    """,
                    "Point sans Mme " + mark,
                    "bureau de Mme " + mark,
                    "Mme " + mark + " absente",
                    "Mme " + mark + " rappellera",
                    company,
                    me,
                    me);
        });
    }

    /** What brought them in and what was found out about them: a form, a visit, a list, a sequence, a call, a value. */
    private void acquired(Given given, UUID person, UUID lead, String mark) {
        var me = given.administrator().member().value();
        given.run(() -> {
            var form = sql.fetchValue(
                    "insert into form (name, key, owner_id) values ('Contact', gen_random_uuid()::text, ?) returning id",
                    me);
            sql.execute("""
                    insert into submission (form_id, state, received_at, received, page, lead_id, person_id)
                    values (?, 'accepted', now(), jsonb_build_object('last_name', ?::text), ?, ?, ?)
                    """, form, mark, "https://nowhere.example/?nom=" + mark, lead, person);
            sql.execute(
                    "insert into touch (at, kind, person_id, lead_id, page) values (now(), 'visit', ?, ?, ?)",
                    person,
                    lead,
                    "https://nowhere.example/?nom=" + mark);
            var list = sql.fetchValue("insert into target_list (name, holds) values ('Salon', 'person') returning id");
            sql.execute("insert into target_list_entry (list_id, person_id) values (?, ?)", list, person);
            sql.execute("""
                    insert into enrichment (person_id, field, value, source, detail, confidence, found_at)
                    values (?, 'email', ?, 'pattern', ?, 80, now())
                    """, person, mark + "@ailleurs.example", "comme Ysolde " + mark);
            var sequence =
                    sql.fetchValue("insert into sequence (name, owner_id) values ('Relance', ?) returning id", me);
            var run = sql.fetchValue(
                    "insert into enrollment (sequence_id, number, lead_id, person_id, owner_id) values (?, 1, ?, ?, ?) returning id",
                    sequence,
                    lead,
                    person,
                    me);
            sql.execute(
                    "insert into enrollment_step (enrollment_id, step, sequence_id, kind, state, at) values (?, 'a', ?, 'call', 'done', now())",
                    run,
                    sequence);
            sql.execute(
                    "insert into phone_call (member_id, lead_id, outcome, at, again_at) values (?, ?, 'answered', now(), now())",
                    me,
                    lead);
        });
    }

    /** A quote that hasn't left yet. */
    private void offered(Given given, UUID person, UUID deal, String mark) {
        given.run(() -> sql.execute(
                """
                insert into quote (series_id, opportunity_id, title, currency, intro, delivery, valid_until, recipient_id,
                                   recipient_name, recipient_email, created_by)
                values (uuidv7(), ?, ?, 'EUR', ?, ?, '2027-01-01', ?, ?, ?, ?)
                """,
                deal,
                "Offre pour Mme " + mark,
                "Chère Mme " + mark,
                "chez Mme " + mark,
                person,
                "Ysolde " + mark,
                mark + "@nowhere.example",
                given.administrator().member().value()));
    }

    /** A colleague's ticket: they are in copy by an address that they had once, and spoken of by the last name alone. */
    private void askedByColleagues(Given given, UUID company, String mark) {
        var ticket = create(
                given,
                "ticket",
                Map.of(
                        "subject",
                        "Panne chez Mme " + mark,
                        "description",
                        "Mme " + mark + " l’a vue",
                        "company",
                        company.toString()));
        update(given, "ticket", ticket, Map.of("resolution", "Mme " + mark + " a redémarré"));
        var me = given.administrator().member().value();
        given.run(() -> {
            sql.execute(
                    "insert into ticket_participant (ticket_id, address) values (?, ?)",
                    ticket,
                    mark + "@nowhere.example");
            sql.execute(
                    "insert into ticket_message (ticket_id, kind, author, body, quoted) values (?, 'inbound', 'Paul', ?, ?)",
                    ticket,
                    "Mme " + mark + " attend",
                    "> Mme " + mark);
            sql.execute(
                    "insert into ticket_escalation (ticket_id, from_tier, to_tier, reason, member_id) values (?, 1, 2, ?, ?)",
                    ticket,
                    "Mme " + mark + " s’impatiente",
                    me);
        });
    }

    /** A mail of theirs with an attachment, or one to somebody else that speaks of them and may go to them in copy. */
    private void mail(Given given, @Nullable UUID person, UUID activity, boolean copied, String mark) {
        var me = given.administrator().member().value();
        given.run(() -> {
            var mail = sql.fetchValue(
                    """
                    insert into mail (member_id, direction, state, person_id, about_type, about_id, from_address, to_address, subject,
                                      body, quoted, message_id, thread_id, not_before, at, activity_id, copies)
                    values (?, 'outbound', 'sent', ?, 'person', (select id from person where last_name = ?), 'moi@nous.example', ?,
                            ?, ?, ?, gen_random_uuid()::text, uuidv7(), now(), now(), ?, ?::text[]) returning id
                    """,
                    me,
                    person,
                    mark,
                    person == null ? "paul@nowhere.example" : mark + "@nowhere.example",
                    "Avec Mme " + mark,
                    "Mme " + mark + " viendra",
                    "> Mme " + mark,
                    activity,
                    copied ? "{" + mark + "@nowhere.example,paul@nowhere.example}" : "{}");
            if (person != null) {
                var sent = files.keep(
                                "plan-" + mark + ".txt",
                                "text/plain",
                                new ByteArrayInputStream(("Plan de " + mark).getBytes(StandardCharsets.UTF_8)))
                        .id();
                sql.execute("insert into mail_attachment (mail_id, position, file_id) values (?, 0, ?)", mail, sent);
            }
        });
    }

    private Map<String, ?> customValue(String type, Given given, String mark) {
        var key = given.in(() -> sql.fetchSingle("select key from custom_field where record_type = ?", type)
                .get(0, String.class));
        return Map.of("custom", Map.of(key, "à part " + mark));
    }

    private void moves(Given given, UUID lead, String mark) {
        post("/leads/" + lead + "/moves", given, Map.of("stage", "disqualified", "reason", "parce que " + mark));
    }

    void bring(Given given, String name, String csv) {
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.upload(
                        List.of(new Imports.Upload(
                                name, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))),
                        Imports.Order.yesNow(),
                        given.administrator()));
    }

    void post(String path, Given given, Map<String, String> form) {
        var request =
                mvc.post().uri(path).with(given.signedIn(given.administrator())).with(csrf());
        for (var one : form.entrySet()) {
            request = request.param(one.getKey(), one.getValue());
        }
        assertThat(request.exchange()).as(path).hasStatus3xxRedirection();
    }

    void export(Given given, String format) {
        post("/exports", given, Map.of("plural", "people", "format", format));
        idle(given, "export");
    }

    void gathered(Given given, UUID person) {
        post("/people/" + person + "/data-files", given, Map.of());
        idle(given, PersonFileWork.KIND);
    }

    void idle(Given given, String kind) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given.in(() -> !sql.fetchExists(
                        DSL.selectOne().from("job").where("kind = ? and state in ('waiting', 'running')", kind))));
        assertThat(given.<List<String>>in(
                        () -> sql.fetch("select state || coalesce(error, '') from job where kind = ?", kind)
                                .getValues(0, String.class)))
                .containsOnly("done");
    }

    static String field(org.springframework.test.web.servlet.assertj.MvcTestResult answer, String name) {
        var text = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        var at = text.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return text.substring(at, text.indexOf('"', at));
    }
}
