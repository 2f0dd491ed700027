package io.diabolo.acceptance;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.UNREACHABLE_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.mail.SendMails;
import io.diabolo.mail.SyncMailboxes;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.prospecting.TargetLists;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureValue;
import io.diabolo.queues.Figures;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.sequences.Enrollments;
import io.diabolo.sequences.SequencePlan;
import io.diabolo.sequences.SequenceState;
import io.diabolo.sequences.Sequences;
import io.diabolo.sequences.Step;
import io.diabolo.sequences.StepKind;
import io.diabolo.sequences.Tick;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** The SDR's whole way: from the register to an opportunity of the AE, over real mail servers. */
@DiaboloTest
class AcquireOutboundTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /** A Monday, seven in the morning in Paris. */
    private static final Instant EARLY = Instant.parse("2029-10-08T05:00:00Z");

    private static final Set<MonthDay> HOLIDAYS = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 8),
            MonthDay.of(7, 14),
            MonthDay.of(8, 15),
            MonthDay.of(11, 1),
            MonthDay.of(11, 11),
            MonthDay.of(12, 25));

    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
    private final DSLContext sql;
    private final ApplicationContext beans;
    private final MockMvcTester mvc;
    private final JsonMapper json;

    AcquireOutboundTest(DSLContext sql, ApplicationContext beans, MockMvcTester mvc, JsonMapper json) {
        this.sql = sql;
        this.beans = beans;
        this.mvc = mvc;
        this.json = json;
    }

    private Instant looked = Instant.now();

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void an_sdr_goes_from_the_register_to_an_opportunity(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var busy = given.member("Anna Roux", "ae");
        var ae = given.member("Marc Attal", "ae");
        var box = mailbox(given, sdr);
        var register = RegisterFile.generated(Integer.getInteger("diabolo.register.rows", 50_000));
        uploaded(given, register, sdr);
        var list = listed(given, register, sdr);
        enrolled(given, list, sdr);
        var mails = sent(given);

        answered(given, box, mails.get(0), sdr);
        bounced(given, box, mails.get(1));
        var lead = lead(given, mails.get(2));
        met(given, lead, sdr, busy, ae);

        // What the SDR handed over is what the AE accepted, and what the funnel has at discovery.
        assertThat(figure(given, "acceptance-rate", sdr)).isEqualTo(new FigureValue(1.0, 1));
        assertThat(figure(given, "leads-accepted", ae)).isEqualTo(new FigureValue(1.0, 1));
        var funnel = api(given, "/api/v1/funnel", sdr).get("stages");
        assertThat(funnel.get(0).get("reached").asLong()).as("market").isEqualTo(300);
        assertThat(funnel.get(1).get("reached").asLong()).as("leads").isEqualTo(300);
        assertThat(funnel.get(3).get("reached").asLong()).as("discovery").isEqualTo(1);
        assertThat(api(given, "/api/v1/enrollments/count?filter[state]=running", sdr)
                        .get("count")
                        .asLong())
                .isEqualTo(297);
    }

    /** The same beginning with the register of a real town. */
    @Test
    void the_real_register_becomes_a_list_whose_people_are_enrolled(Given given) {
        var real = RegisterFile.real();
        assumeThat(real)
                .as("the sites of Metz aren't here: ../shared/data/french_register/etablissements_metz.csv")
                .isPresent();
        var register = real.orElseThrow();
        var sdr = given.member("Nora Petit", "sdr");
        mailbox(given, sdr);
        uploaded(given, register, sdr);
        enrolled(given, listed(given, register, sdr), sdr);
    }

    private FigureValue figure(Given given, String id, Actor who) {
        var month = new FigureRequest(
                List.of(who.member()),
                Instant.now().minus(Duration.ofDays(1)),
                Instant.now().plus(Duration.ofDays(1)));
        return given.in(() -> beans.getBean(Figures.class).value(id, month));
    }

    private GreenMailUser mailbox(Given given, Actor sdr) {
        var address = "nora-" + UUID.randomUUID() + "@vendeur.example";
        var user = SERVER.setUser(address, address, "secret");
        assertThat(mvc.put()
                        .uri("/api/v1/mailbox")
                        .header("Authorization", given.bearer(sdr, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"address": "%s", "sender_name": "Nora Petit", "password": "secret", "daily_cap": "500",
                                 "smtp_host": "localhost", "smtp_port": "%d", "smtp_security": "none",
                                 "imap_host": "localhost", "imap_port": "%d", "imap_security": "none"}""".formatted(
                                        address,
                                        SERVER.getSmtp().getPort(),
                                        SERVER.getImap().getPort())))
                .hasStatus2xxSuccessful();
        return user;
    }

    /** The register as a file, then a list of contacts that names its companies by their numbers: all that is proposed is taken. */
    private void uploaded(Given given, RegisterFile register, Actor sdr) {
        imported(given, "sirene.csv", register.text(), sdr);
        imported(given, "contacts.csv", register.contacts(), sdr);
        given.run(() -> {
            assertThat(sql.fetchCount(COMPANY)).isEqualTo((int) register.companies());
            assertThat(sql.fetchCount(PERSON, PERSON.COMPANY_ID.isNotNull()))
                    .isEqualTo(register.found().size());
        });
    }

    private void imported(Given given, String name, String text, Actor sdr) {
        var answer = mvc.post()
                .uri("/api/v1/imports?yes=true")
                .multipart()
                .file(new MockMultipartFile("file", name, "text/csv", text.getBytes(StandardCharsets.UTF_8)))
                .header("Authorization", given.bearer(sdr, Scope.WRITE))
                .exchange();
        assertThat(answer).hasStatus(HttpStatus.ACCEPTED);
        var id = json.readTree(Exports.text(answer)).get("id").asString();
        var done = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> api(given, "/api/v1/imports/" + id, sdr),
                        one -> !one.get("state").asString().endsWith("ing")
                                || !one.get("questions").isEmpty());
        assertThat(done.get("state").asString()).as(done::toString).isEqualTo("done");
    }

    private UUID listed(Given given, RegisterFile register, Actor sdr) {
        var profile = given.in(() -> beans.getBean(Records.class)
                .create(
                        beans.getBean(RecordTypes.class).byPlural("target-profiles"),
                        Map.of(
                                "name", "ETI du logiciel",
                                "companies", register.market(),
                                "people", "person.title.mentions(\"achats\")"),
                        sdr)
                .record()
                .id());
        assertThat(api(given, "/api/v1/target-profiles/" + profile + "/market", sdr)
                        .get("companies")
                        .asLong())
                .isEqualTo(register.found().size());
        var put = given.in(() -> beans.getBean(TargetLists.class)
                .make(Map.of("name", "Les 300", "profile", profile.toString(), "most", "300"), sdr));
        assertThat(put.put()).isEqualTo(300);
        assertThat(mvc.post()
                        .uri("/api/v1/lists/" + put.list() + "/leads")
                        .header("Authorization", given.bearer(sdr, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus2xxSuccessful();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> given.run(() -> assertThat(sql.fetchCount(LEAD)).isEqualTo(300)));
        return put.list();
    }

    private void enrolled(Given given, UUID list, Actor sdr) {
        var words = new Step.Variant(
                "a", null, "Vos achats", "Bonjour {{person.first_name | Madame}},\nparlons-en.", "", "");
        var steps = List.of(
                new Step("one", StepKind.EMAIL, 0, "days", "", "", "", List.of(words)),
                new Step("two", StepKind.WAIT, 3, "days", "", "", "", List.of()),
                new Step("three", StepKind.CALL, 0, "days", "", "", "", List.of()));
        var sequences = beans.getBean(Sequences.class);
        given.run(() -> {
            var made = sequences.create(SequencePlan.of("Prospection", steps), sdr);
            sequences.become(made.id(), SequenceState.ACTIVE, sdr);
            beans.getBean(Enrollments.class).enrollList(made.id(), list, sdr);
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(ENROLLMENT)).isEqualTo(300)));
        given.run(() -> sql.update(ENROLLMENT)
                .set(ENROLLMENT.DUE, EARLY.atOffset(ZoneOffset.UTC))
                .setNull(ENROLLMENT.SLOT_AT)
                .execute());
    }

    private List<MailRecord> sent(Given given) {
        for (var now = EARLY; now.isBefore(EARLY.plus(Duration.ofHours(13))); now = now.plus(Duration.ofMinutes(15))) {
            var at = now;
            WorkspaceScope.run(given.workspace(), () -> {
                beans.getBean(Tick.class).here(at);
                beans.getBean(SendMails.class).here(at);
            });
        }
        var mails =
                given.in(() -> sql.selectFrom(MAIL).where(MAIL.STATE.eq("sent")).fetch());
        assertThat(mails).hasSize(300);
        assertThat(mails)
                .allSatisfy(one -> assertThat(
                                one.getSentAt().atZoneSameInstant(PARIS).toLocalTime())
                        .isBetween(LocalTime.of(8, 30), LocalTime.of(18, 15)));
        assertThat(SERVER.getReceivedMessages()).hasSize(300);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(ENROLLMENT_STEP, ENROLLMENT_STEP.STATE.eq("sent")))
                                .isEqualTo(300)));
        // Sent by a clock of its own, they were sent before what follows.
        given.run(() -> sql.update(ACTIVITY)
                .set(ACTIVITY.AT, OffsetDateTime.now(ZoneOffset.UTC).minusHours(1))
                .where(ACTIVITY.KIND.eq("mail"))
                .execute());
        return mails;
    }

    private UUID lead(Given given, MailRecord mail) {
        return given.in(() -> sql.select(LEAD.ID)
                .from(LEAD)
                .where(LEAD.PERSON_ID.eq(mail.getPersonId()))
                .fetchSingle()
                .value1());
    }

    private String state(Given given, UUID lead) {
        return given.in(() -> sql.select(ENROLLMENT.STATE, ENROLLMENT.REASON)
                .from(ENROLLMENT)
                .where(ENROLLMENT.LEAD_ID.eq(lead))
                .fetchSingle(row -> row.value1() + " " + row.value2()));
    }

    private void stopped(Given given, UUID lead, String why) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            // Each look at the mailbox comes minutes after the one before.
            looked = looked.plusSeconds(600);
            WorkspaceScope.run(
                    given.workspace(), () -> beans.getBean(SyncMailboxes.class).here(looked));
            assertThat(state(given, lead)).isEqualTo("stopped " + why);
        });
    }

    private void answered(Given given, GreenMailUser box, MailRecord mail, Actor sdr) {
        box.deliver(message("""
                From: Léa Martin <%s>
                To: nora@vendeur.example
                Subject: Re: Vos achats
                Message-ID: <%s@client.example>
                In-Reply-To: %s
                Content-Type: text/plain; charset=utf-8

                Rappelez-moi jeudi.
                """.formatted(mail.getToAddress(), UUID.randomUUID(), mail.getMessageId())));
        var lead = lead(given, mail);
        stopped(given, lead, "answered");
        var first = given.in(() ->
                        beans.getBean(Queues.class).next(new QueueRequest(sdr.member(), "sdr", Instant.now(), 20)))
                .getFirst();
        assertThat(first.urgency()).isEqualTo(QueueEntry.ANSWER);
        assertThat(first.record()).isEqualTo(lead);
    }

    private void bounced(Given given, GreenMailUser box, MailRecord mail) {
        box.deliver(message("""
                From: Mail Delivery System <MAILER-DAEMON@mx.client.example>
                To: nora@vendeur.example
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <%s@mx>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=x

                --x
                Content-Type: text/plain

                Sorry.
                --x
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                --x
                Content-Type: message/rfc822

                Message-ID: %s

                Bonjour
                --x--
                """.formatted(UUID.randomUUID(), mail.getToAddress(), mail.getMessageId())));
        stopped(given, lead(given, mail), "bounced");
        given.run(() -> assertThat(
                        sql.fetchCount(UNREACHABLE_ADDRESS, UNREACHABLE_ADDRESS.ADDRESS.eq(mail.getToAddress())))
                .isEqualTo(1));
    }

    private static MimeMessage message(String text) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call ends with a meeting; the AE who is free takes the lead over, and the opportunity stands at discovery. */
    private void met(Given given, UUID lead, Actor sdr, Actor busy, Actor free) {
        given.sheetAnswered(lead);
        var start = aTuesday().atTime(10, 0).atZone(PARIS).toInstant();
        given.run(() -> sql.execute(
                "insert into busy_time (member_id, starts_at, ends_at) values (?, ?::timestamptz, ?::timestamptz)",
                busy.member().value(),
                start.minus(Duration.ofHours(1)).toString(),
                start.plus(Duration.ofHours(2)).toString()));
        var called = mvc.post()
                .uri("/leads/" + lead + "/calls")
                .with(given.signedIn(sdr))
                .with(csrf())
                .param("outcome", "meeting")
                .param("note", "Intéressée, veut voir une démonstration.")
                .exchange();
        var booking = String.valueOf(called.getResponse().getHeader("Location"));
        assertThat(booking).isEqualTo("/bookings/new?lead=" + lead);

        var booked = posted(given, "/api/v1/bookings", """
                {"kind": "discovery", "lead_id": "%s", "starts_at": "%s", "hand_over": true}
                """.formatted(lead, start), sdr);
        assertThat(booked.get("owner_id").asString()).isEqualTo(free.member().toString());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(given, lead)).startsWith("stopped "));
        posted(given, "/api/v1/handoffs/" + booked.get("handoff_id").asString() + "/acceptance", "{}", free);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given.run(() -> assertThat(sql.fetchCount(
                                OPPORTUNITY,
                                OPPORTUNITY.LEAD_ID.eq(lead),
                                OPPORTUNITY.STAGE.eq("discovery"),
                                OPPORTUNITY.OWNER_ID.eq(free.member().value())))
                        .isEqualTo(1)));
    }

    /** Well ahead, and no holiday in France. */
    private static LocalDate aTuesday() {
        var day = LocalDate.now(PARIS).plusDays(8);
        while (day.getDayOfWeek() != DayOfWeek.TUESDAY || HOLIDAYS.contains(MonthDay.from(day))) {
            day = day.plusDays(1);
        }
        return day;
    }

    private tools.jackson.databind.JsonNode posted(Given given, String path, String body, Actor who) {
        var answer = mvc.post()
                .uri(path)
                .header("Authorization", given.bearer(who, Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
        assertThat(answer).as(() -> path + " " + Exports.text(answer)).hasStatus2xxSuccessful();
        return json.readTree(Exports.text(answer));
    }

    private tools.jackson.databind.JsonNode api(Given given, String path, Actor who) {
        var answer = mvc.get()
                .uri(path)
                .header("Authorization", given.bearer(who, Scope.READ))
                .exchange();
        assertThat(answer).as(path).hasStatusOk();
        return json.readTree(Exports.text(answer));
    }
}
