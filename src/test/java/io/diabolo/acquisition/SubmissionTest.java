package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.directory.LegalBases;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What a visitor sends becomes a lead that somebody owes an answer; what looks like spam is held and not lost. */
@DiaboloTest
class SubmissionTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Submissions submissions;
    private final Forms forms;
    private final LegalBases bases;
    private final Fingerprints fingerprints;
    private final Undo undo;

    SubmissionTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Submissions submissions,
            Forms forms,
            LegalBases bases,
            Fingerprints fingerprints,
            Undo undo) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.submissions = submissions;
        this.forms = forms;
        this.bases = bases;
        this.fingerprints = fingerprints;
        this.undo = undo;
    }

    private AForm form(Given given) {
        return form(given, Map.of());
    }

    private AForm form(Given given, Map<String, ?> more) {
        return AForm.open(given, records, types, sql, submissions, more);
    }

    private int leads(Given given) {
        return given.<Integer>in(() -> sql.fetchCount(LEAD));
    }

    @Test
    void it_becomes_an_inbound_lead_of_the_one_whose_turn_it_is_with_five_minutes_to_answer(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var form = form(given);
        form.create("campaign", Map.of("name", "Salon de Lyon", "utm_campaign", "Salon-Lyon"));
        var receipt = form.sendFrom(
                "203.0.113.9",
                new Utm("linkedin", "social", "salon-lyon", null, null),
                null,
                "first_name",
                "Léa",
                "last_name",
                "Martin",
                "email",
                "Lea.Martin@brest.example",
                "company",
                "Atelier Brest");
        assertThat(receipt).isInstanceOf(Receipt.Thanks.class);
        given.run(() -> {
            var lead = sql.selectFrom(LEAD).fetchSingle();
            assertThat(lead.getName()).isEqualTo("Léa Martin");
            assertThat(lead.getChannel()).isEqualTo("inbound");
            assertThat(lead.getSource()).isEqualTo("linkedin");
            assertThat(lead.getCampaign()).isEqualTo("Salon de Lyon");
            assertThat(lead.getOwnerId()).isEqualTo(bdr.member().value());
            var clock = sql.selectFrom(CLOCK)
                    .where(CLOCK.SUBJECT_ID.eq(lead.getId()))
                    .fetchSingle();
            assertThat(clock.getBudget()).isEqualTo(5);
            assertThat(clock.getStoppedAt()).isNull();
            assertThat(sql.fetchValue("select name from company where id = ?", lead.getCompanyId()))
                    .isEqualTo("Atelier Brest");
            assertThat(sql.fetchValue(
                            "select count(*) from touch where lead_id = ? and campaign_id is not null", lead.getId()))
                    .isEqualTo(1L);
            assertThat(sql.fetchValue("select count(*) from activity where lead_id = ?", lead.getId()))
                    .isEqualTo(1L);
        });
    }

    @Test
    void who_is_known_isnt_doubled_and_who_is_being_spoken_to_isnt_a_second_lead(Given given) {
        var form = form(given);
        form.create("person", Map.of("last_name", "Martin", "email", "lea@brest.example", "city", "Brest"));
        form.send("email", "LEA@brest.example", "last_name", "Autre");
        form.send("email", "lea@brest.example", "message", "Me rappeler");
        assertThat(leads(given)).isEqualTo(1);
        given.run(() -> {
            assertThat(sql.fetchCount(PERSON)).isEqualTo(1);
            // A stranger who writes in somebody's name changes nothing of them.
            assertThat(sql.select(PERSON.LAST_NAME).from(PERSON).fetchOne(PERSON.LAST_NAME))
                    .isEqualTo("Martin");
        });
        assertThat(form.states()).containsExactly("accepted", "accepted");
    }

    @Test
    void who_looks_after_a_lead_is_told_when_it_sends_another_form(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var form = form(given);
        form.send("email", "lea@brest.example", "last_name", "Martin");
        form.send("email", "lea@brest.example", "message", "Me rappeler");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(given.in(() -> sql.select(NOTIFICATION.KIND, NOTIFICATION.SUBJECT_ID)
                                .from(NOTIFICATION)
                                .where(NOTIFICATION.MEMBER_ID.eq(bdr.member().value()))
                                .and(NOTIFICATION.KIND.eq("submission-joined"))
                                .fetch(NOTIFICATION.SUBJECT_ID)))
                        .containsExactly(given.in(() ->
                                sql.select(LEAD.ID).from(LEAD).fetchSingle().value1())));
        assertThat(mvc.get().uri("/notifications").with(given.signedIn(bdr)))
                .hasStatusOk()
                .bodyText()
                .contains("un de vos leads, a envoyé un autre formulaire");
    }

    @Test
    void what_cant_be_taken_is_said_of_its_question_and_nothing_is_written(Given given) {
        var form = form(given);
        assertThat(form.send("email", "pas une adresse"))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.field())
                                .containsExactly("email"));
        assertThat(form.send("last_name", "Martin")).isInstanceOf(Receipt.Refused.class);
        assertThat(leads(given)).isZero();
        assertThat(form.states()).isEmpty();
    }

    @Test
    void the_trap_and_haste_hold_it_and_a_member_frees_it(Given given) {
        var form = form(given);
        assertThat(form.send("email", "bot@spam.example", "homepage", "https://spam.example"))
                .isInstanceOf(Receipt.Thanks.class);
        form.send("email", "vite@brest.example", "shown", fingerprints.stamp(form.id, Instant.now()));
        form.send(
                "email",
                "lent@brest.example",
                "shown",
                fingerprints.stamp(form.id, Instant.now().minusSeconds(9)));
        assertThat(form.states()).containsExactly("held trap", "held fast", "accepted");
        assertThat(leads(given)).isEqualTo(1);

        var held = given.<UUID>in(() ->
                sql.fetchSingle("select id from submission where why = 'fast'").get(0, UUID.class));
        WorkspaceScope.run(given.workspace(), () -> submissions.free(held, given.administrator()));
        assertThat(leads(given)).isEqualTo(2);
        assertThat(form.states()).containsExactly("held trap", "accepted freed", "accepted");
    }

    @Test
    void who_doesnt_look_after_forms_frees_nothing_and_sees_only_what_became_their_lead(Given given) {
        var form = form(given);
        form.send("email", "bot@spam.example", "homepage", "x");
        var sdr = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var held = given.<UUID>in(
                () -> sql.fetchSingle("select id from submission").get(0, UUID.class));
        assertThat(mvc.post()
                        .uri("/forms/" + form.id + "/submissions/" + held + "/release")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(403);
        assertThat(mvc.get().uri("/forms/" + form.id + "/submissions").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("bot@spam.example");
        assertThat(mvc.get().uri("/forms/" + form.id + "/submissions").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("bot@spam.example");
        assertThat(mvc.post()
                        .uri("/forms/" + form.id + "/questions")
                        .param("add", "phone")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(403);
    }

    @Test
    void what_was_agreed_to_is_proved_with_its_version(Given given) {
        var form = form(given);
        WorkspaceScope.run(given.workspace(), () -> {
            forms.agree(form.id, "Ancien texte", "", true, null, given.administrator());
            forms.agree(
                    form.id, "J’accepte d’être recontacté.", "You may contact me.", true, null, given.administrator());
        });
        assertThat(form.send("email", "lea@brest.example")).isInstanceOf(Receipt.Refused.class);
        form.send("email", "lea@brest.example", "consent", "true");
        var person = given.<UUID>in(
                () -> sql.select(PERSON.ID).from(PERSON).fetchSingle().value1());
        var basis = WorkspaceScope.in(given.workspace(), () -> bases.of(person, given.administrator()))
                .getFirst();
        assertThat(basis.basis()).isEqualTo("consent");
        assertThat(basis.proof()).contains("version 2").contains("Démo");
        // The day is the workspace's: somewhere east of here it is tomorrow, or west of here yesterday.
        for (var zone : new String[] {"Pacific/Kiritimati", "Etc/GMT+12"}) {
            given.run(() -> sql.execute("update workspace_setting set time_zone = ?", zone));
            var email = UUID.randomUUID() + "@brest.example";
            form.send("email", email, "consent", "true");
            var other = given.<UUID>in(
                    () -> sql.fetchSingle(PERSON, PERSON.EMAIL.eq(email)).getId());
            assertThat(WorkspaceScope.in(given.workspace(), () -> bases.of(other, given.administrator())))
                    .singleElement()
                    .satisfies(one -> assertThat(one.since()).isEqualTo(LocalDate.now(ZoneId.of(zone))));
        }
        assertThat(given.<Object>in(() -> sql.fetchValue("select text_fr from form_consent where version = 1")))
                .isEqualTo("Ancien texte");
    }

    @Test
    void who_objected_isnt_made_to_agree_by_whoever_writes_their_address(Given given) {
        var form = form(given);
        WorkspaceScope.run(
                given.workspace(),
                () -> forms.agree(form.id, "J’accepte.", "You may contact me.", true, null, given.administrator()));
        var person = form.create("person", Map.of("last_name", "Martin", "email", "lea@brest.example"));
        given.run(() -> sql.execute("update person set email_basis = 'objected'"));
        assertThat(form.send("email", "lea@brest.example", "consent", "true")).isInstanceOf(Receipt.Thanks.class);
        assertThat(WorkspaceScope.in(given.workspace(), () -> bases.of(person, given.administrator())))
                .isEmpty();
        assertThat(given.<Object>in(() -> sql.fetchValue("select email_basis from person")))
                .isEqualTo("objected");

        // Behind a link in their own inbox it is them.
        given.run(() -> sql.execute("update form set double_opt_in = true"));
        assertThat(form.send("email", "lea@brest.example", "consent", "true")).isInstanceOf(Receipt.Confirm.class);
        var secret = PublicKey.secret(given.workspace());
        given.run(() -> sql.execute("update submission set confirm_hash = ? where state = 'awaiting'", secret.hash()));
        assertThat(mvc.post().uri("/f/confirmations/" + secret.text())).hasStatusOk();
        assertThat(given.<Object>in(() -> sql.fetchValue("select email_basis from person")))
                .isEqualTo("consent");
    }

    @Test
    void the_page_takes_it_without_a_session_a_token_or_a_script(Given given) {
        var form = form(given);
        var path = "/f/" + form.key().text();
        assertThat(mvc.get().uri(path + "?utm_source=salon"))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"email\"", "value=\"salon\"")
                .doesNotContain("<script");
        assertThat(mvc.post().uri(path).param("email", "nope").param("message", "garde-moi"))
                .hasStatus(422)
                .bodyText()
                .contains("garde-moi");
        assertThat(mvc.post().uri(path).param("email", "lea@brest.example").header("Origin", "https://site.example"))
                .hasStatusOk();
        assertThat(leads(given)).isEqualTo(1);
        assertThat(mvc.get().uri("/f/" + "A".repeat(32))).hasStatus(404);
        assertThat(mvc.get().uri("/f/nothing")).hasStatus(404);
    }

    @Test
    void the_api_takes_it_from_any_site(Given given) {
        var form = form(given);
        var path = "/api/v1/forms/" + form.key().text() + "/submissions";
        assertThat(mvc.post()
                        .uri(path)
                        .header("Origin", "https://site.example")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"values\":{\"email\":\"lea@brest.example\"},\"utm\":{\"source\":\"blog\"}}"))
                .hasStatus(201)
                .headers()
                .hasValue("Access-Control-Allow-Origin", "*");
        assertThat(mvc.post()
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"values\":{\"email\":\"x\"}}"))
                .hasStatus(422);
        assertThat(mvc.get().uri(path)).hasStatus(401);
        assertThat(mvc.get().uri(path).header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("lea@brest.example");
    }

    @Test
    void another_workspaces_members_see_none_of_it(Given given, Given.Kit worlds) {
        var form = form(given);
        form.send("email", "lea@brest.example");
        var neighbour = worlds.given();
        assertThat(mvc.get()
                        .uri("/forms/" + form.id + "/submissions")
                        .with(neighbour.signedIn(neighbour.administrator())))
                .hasStatus(404);
        assertThat(mvc.get()
                        .uri("/api/v1/forms/" + form.key().text() + "/submissions")
                        .header("Authorization", neighbour.bearer(neighbour.administrator(), Scope.READ)))
                .hasStatus(404);
    }

    @Test
    void a_lead_that_is_taken_back_leaves_what_was_sent(Given given) {
        var form = form(given);
        form.send("email", "lea@brest.example");
        var set = given.<UUID>in(
                () -> sql.fetchSingle("select made_in from submission").get(0, UUID.class));
        WorkspaceScope.run(given.workspace(), () -> undo.reverse(set, given.administrator()));
        assertThat(leads(given)).isZero();
        assertThat(form.states()).containsExactly("held undone");
        var held = given.<UUID>in(
                () -> sql.fetchSingle("select id from submission").get(0, UUID.class));
        WorkspaceScope.run(given.workspace(), () -> submissions.free(held, given.administrator()));
        assertThat(leads(given)).isEqualTo(1);
    }

    @Test
    void a_draft_takes_nothing(Given given) {
        var form = form(given, new HashMap<>(Map.of("state", "draft")));
        assertThat(form.send("email", "lea@brest.example")).isInstanceOf(Receipt.Closed.class);
        assertThat(mvc.get().uri("/f/" + form.key().text())).hasStatus(410);
    }

    @Test
    void the_builder_adds_orders_and_removes_questions(Given given) {
        var form = form(given);
        var me = given.administrator();
        assertThat(mvc.post()
                        .uri("/forms/" + form.id + "/questions")
                        .param("questions.0.target", "email")
                        .param("questions.0.order", "2")
                        .param("questions.0.required", "true")
                        .param("questions.0.fr", "Votre e-mail")
                        .param("questions.1.target", "last_name")
                        .param("questions.1.order", "1")
                        .param("questions.1.fr", "Nom")
                        .param("questions.2.target", "company")
                        .param("questions.2.order", "")
                        .param("add", "person.city")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(WorkspaceScope.in(given.workspace(), () -> forms.get(form.id))
                        .questions())
                .extracting(FormQuestion::target)
                .containsExactly("last_name", "email", "person.city");
        form.send("email", "lea@brest.example", "person.city", "Quimper");
        assertThat(given.<Object>in(() -> sql.fetchValue("select city from person")))
                .isEqualTo("Quimper");
        assertThat(mvc.get().uri("/forms/" + form.id + "/builder").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("&lt;iframe", "Votre e-mail");
        assertThat(mvc.get().uri("/forms/" + form.id).with(given.signedIn(me))).hasStatusOk();
    }
}
