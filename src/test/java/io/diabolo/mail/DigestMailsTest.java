package io.diabolo.mail;

import static io.diabolo.jooq.Tables.DIGEST;
import static io.diabolo.jooq.Tables.NOTICE_MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.identity.SalesRoles;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The digest of a member as they set it, at instants far ahead of the application's own task. */
@DiaboloTest
class DigestMailsTest {
    /** A Monday at ten in Paris. */
    private static final Instant T = Instant.parse("2031-03-10T09:00:00Z");

    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final Notifications notifications;
    private final SendNotices sending;
    private final Records records;
    private final RecordTypes types;
    private final MockMvcTester mvc;

    DigestMailsTest(
            DSLContext sql,
            Mailboxes mailboxes,
            Notifications notifications,
            SendNotices sending,
            Records records,
            RecordTypes types,
            MockMvcTester mvc) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.notifications = notifications;
        this.sending = sending;
        this.records = records;
        this.types = types;
        this.mvc = mvc;
    }

    private void mailbox(Given given, Actor who, int smtp) {
        var typed = Map.of(
                "address", "ines.roy@atelier.example",
                "sender_name", who.name(),
                "password", "secret",
                "smtp_host", "localhost",
                "smtp_port", String.valueOf(smtp),
                "smtp_security", "none");
        WorkspaceScope.run(given.workspace(), () -> mailboxes.save(typed, null, who));
    }

    private void wants(Given given, Actor who, NotificationKind kind) {
        given.run(() -> sql.execute(
                "insert into notification_preference (member_id, kind, channel) values (?, ?, 'digest')",
                who.member().value(),
                kind.id()));
    }

    private void digest(Given given, Actor who, String rhythm, int weekday, int minute, String next) {
        given.run(() -> sql.execute(
                "insert into digest (member_id, rhythm, weekday, at_minute, agenda, next_at)"
                        + " values (?, ?, ?, ?, ?, ?::timestamptz)",
                who.member().value(),
                rhythm,
                weekday,
                minute,
                !next.isEmpty(),
                next.isEmpty() ? null : next));
    }

    private void tell(Given given, Actor who, NotificationKind kind, String event) {
        given.run(() -> notifications.tell(
                new Notice(kind, event, "", "mail", UUID.randomUUID(), null, null, "/mails/failed", T),
                List.of(who.member())));
    }

    private void task(Given given, Actor who, String what, String due) {
        WorkspaceScope.run(given.workspace(), () -> {
            var company = records.create(types.byPlural("companies"), Map.of("name", "Acme"), who)
                    .record()
                    .id();
            records.create(
                    types.byPlural("activities"),
                    Map.of("kind", "task", "subject", what, "due_on", due, "company", company.toString()),
                    who);
        });
    }

    private int send(Given given, Instant now) {
        return WorkspaceScope.in(given.workspace(), () -> sending.here(now));
    }

    private static String text(String mail) throws Exception {
        var message = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        return message.getSubject() + "\n"
                + ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
    }

    @Test
    void weekly_on_the_members_day_with_what_happened_by_kind(Given given) throws Exception {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            wants(given, ines, NotificationKind.MAIL_FAILED);
            wants(given, ines, NotificationKind.MENTIONED);
            // Wednesdays at 8:15 in Paris.
            digest(given, ines, "weekly", 3, 8 * 60 + 15, "");
            tell(given, ines, NotificationKind.MAIL_FAILED, "one");
            tell(given, ines, NotificationKind.MENTIONED, "two");
            assertThat(send(given, Instant.parse("2031-03-12T07:14:00Z"))).isZero();
            assertThat(send(given, Instant.parse("2031-03-12T07:16:00Z"))).isEqualTo(1);
            assertThat(smtp.taken())
                    .singleElement()
                    .satisfies(mail -> assertThat(text(mail))
                            .startsWith("Votre résumé")
                            .contains("2 notifications", "Citations et coaching\n", "E-mails\n")
                            .doesNotContain("vous attend"));
        }
    }

    @Test
    void with_the_agenda_it_says_what_awaits_and_without_anything_nothing_leaves(Given given) throws Exception {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            digest(given, ines, "daily", 1, 8 * 60, "2031-03-10T07:00:00Z");
            assertThat(send(given, Instant.parse("2031-03-10T07:00:10Z"))).isZero();
            task(given, ines, "Rappeler Léa", "2026-11-02");
            assertThat(send(given, Instant.parse("2031-03-10T07:00:40Z"))).isZero();
            assertThat(send(given, Instant.parse("2031-03-11T07:00:10Z"))).isEqualTo(1);
            assertThat(send(given, Instant.parse("2031-03-11T07:00:40Z"))).isZero();
            assertThat(smtp.taken())
                    .singleElement()
                    .satisfies(mail -> assertThat(text(mail))
                            .contains("1 chose vous attend", "Ce qui vous attend aujourd’hui", "Acme", "Rappeler Léa"));
        }
    }

    @Test
    void what_awaits_is_asked_for_every_role(Given given) {
        try (var smtp = TestSmtp.started()) {
            var all = given.member("Inès Roy", SalesRoles.IDS.toArray(String[]::new));
            mailbox(given, all, smtp.port());
            task(given, all, "Rappeler Léa", "2026-11-02");
            digest(given, all, "daily", 1, 8 * 60, "2031-03-10T07:00:00Z");
            assertThat(send(given, Instant.parse("2031-03-10T07:00:10Z"))).isEqualTo(1);
        }
    }

    @Test
    void on_a_day_that_isnt_worked_it_waits(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            task(given, ines, "Rappeler Léa", "2026-11-02");
            digest(given, ines, "daily", 1, 8 * 60, "2031-03-10T07:00:00Z");
            // Said after the round was set.
            given.run(() -> sql.execute(
                    "insert into member_absence (member_id, from_on, to_on) values (?, '2031-03-10', '2031-03-11')",
                    ines.member().value()));
            assertThat(send(given, Instant.parse("2031-03-10T07:00:10Z"))).isZero();
            assertThat(send(given, Instant.parse("2031-03-11T07:00:10Z"))).isZero();
            assertThat(send(given, Instant.parse("2031-03-12T07:00:10Z"))).isEqualTo(1);
        }
    }

    @SuppressWarnings("try") // the server goes before its block ends
    @Test
    void killed_once_the_server_has_it_nothing_is_sent_twice(Given given) throws Exception {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            task(given, ines, "Rappeler Léa", "2026-11-02");
            wants(given, ines, NotificationKind.MAIL_FAILED);
            digest(given, ines, "daily", 1, 11 * 60, "2031-03-10T10:00:00Z");
            tell(given, ines, NotificationKind.MAIL_FAILED, "one");
            smtp.behave(TestSmtp.Manner.WAITS_AT_THE_END);
            var dying = Thread.ofVirtual().start(() -> send(given, Instant.parse("2031-03-10T10:00:10Z")));
            await().until(smtp::isWaiting);
            // Another node, or this one after a restart, long after the first took it.
            smtp.behave(TestSmtp.Manner.KIND);
            assertThat(send(given, Instant.parse("2031-03-10T10:30:00Z"))).isZero();
            assertThat(send(given, Instant.parse("2031-03-10T11:30:00Z"))).isZero();
            assertThat(given.in(() -> sql.fetchCount(NOTICE_MAIL))).isZero();
            smtp.close();
            dying.join(Duration.ofSeconds(60));
            // The next day's comes as always.
            try (var again = TestSmtp.started(smtp.port())) {
                assertThat(send(given, Instant.parse("2031-03-11T10:00:10Z"))).isEqualTo(1);
                assertThat(again.taken()).hasSize(1);
            }
        }
    }

    @Test
    void a_server_that_takes_nothing_now_gets_it_later_and_once(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            task(given, ines, "Rappeler Léa", "2026-11-02");
            digest(given, ines, "daily", 1, 8 * 60, "2031-03-10T07:00:00Z");
            smtp.behave(TestSmtp.Manner.BUSY);
            assertThat(send(given, Instant.parse("2031-03-10T07:00:10Z"))).isZero();
            assertThat(send(given, Instant.parse("2031-03-10T07:15:00Z"))).isZero();
            smtp.behave(TestSmtp.Manner.KIND);
            assertThat(send(given, Instant.parse("2031-03-10T07:30:00Z"))).isEqualTo(1);
            assertThat(send(given, Instant.parse("2031-03-10T07:45:00Z"))).isZero();
            assertThat(smtp.taken()).hasSize(1);
        }
    }

    @Test
    void a_member_sets_it_on_the_page_and_in_the_api_and_a_get_changes_nothing(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            task(given, ines, "Rappeler Léa", "2026-11-02");
            assertThat(mvc.get().uri("/notifications/settings").with(given.signedIn(ines)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("id=\"digest\"", "aucun e-mail ne partirait");
            assertThat(given.in(() -> sql.fetchCount(DIGEST))).isZero();
            assertThat(mvc.post()
                            .uri("/notifications/settings")
                            .param("digest_rhythm", "weekly")
                            .param("digest_weekday", "5")
                            .param("digest_at", "07:30")
                            .param("digest_agenda", "true")
                            .param("mentioned", "digest")
                            .with(given.signedIn(ines))
                            .with(csrf()))
                    .hasStatus(303);
            assertThat(mvc.get().uri("/notifications/settings").with(given.signedIn(ines)))
                    .bodyText()
                    .contains("Rappeler Léa", "value=\"07:30\"");
            assertThat(mvc.get()
                            .uri("/api/v1/notifications/digest")
                            .header("Authorization", given.bearer(ines, Scope.READ)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Rappeler Léa");
            assertThat(mvc.post()
                            .uri("/notifications/settings")
                            .param("digest_rhythm", "hourly")
                            .with(given.signedIn(ines))
                            .with(csrf()))
                    .hasStatus(422);
            assertThat(mvc.put()
                            .uri("/api/v1/notifications/preferences")
                            .header("Authorization", given.bearer(ines, Scope.WRITE))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"channels\": {}, \"digest\": {\"rhythm\": \"daily\", \"at\": \"06:45\"}}"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("\"rhythm\":\"daily\"", "\"at\":\"06:45\"", "\"agenda\":false");
            assertThat(mvc.put()
                            .uri("/api/v1/notifications/preferences")
                            .header("Authorization", given.bearer(ines, Scope.WRITE))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"digest\": {\"weekday\": 9}}"))
                    .hasStatus(422);
            for (var quiet : List.of(
                    "{\"quiet_from\": \"20:00\", \"quiet_to\": \"08:00\"}",
                    "{\"channels\": {\"mentioned\": \"none\"}}")) {
                assertThat(mvc.put()
                                .uri("/api/v1/notifications/preferences")
                                .header("Authorization", given.bearer(ines, Scope.WRITE))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(quiet))
                        .hasStatusOk()
                        .bodyText()
                        .contains("\"quiet_from\":\"20:00\"", "\"quiet_to\":\"08:00\"");
            }
            assertThat(mvc.put()
                            .uri("/api/v1/notifications/preferences")
                            .header("Authorization", given.bearer(ines, Scope.WRITE))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"quiet_from\": 20, \"quiet_to\": 8}"))
                    .hasStatus(422);
        }
    }
}
