package io.diabolo.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What a member wants to be told by mail, at instants far ahead of the application's own task. */
@DiaboloTest
class NoticeMailsTest {
    /** A Monday at ten in Paris. */
    private static final Instant T = Instant.parse("2031-03-10T09:00:00Z");

    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final Notifications notifications;
    private final SendNotices sending;
    private final MockMvcTester mvc;

    NoticeMailsTest(
            DSLContext sql, Mailboxes mailboxes, Notifications notifications, SendNotices sending, MockMvcTester mvc) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.notifications = notifications;
        this.sending = sending;
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

    private void wants(Given given, Actor who, String channel) {
        given.run(() -> sql.execute(
                "insert into notification_preference (member_id, kind, channel) values (?, 'mail-failed', ?)"
                        + " on conflict (workspace_id, member_id, kind) do update set channel = excluded.channel",
                who.member().value(),
                channel));
    }

    private void tell(Given given, Actor who, String event) {
        given.run(() -> notifications.tell(
                new Notice(
                        NotificationKind.MAIL_FAILED,
                        event,
                        "",
                        "mail",
                        UUID.randomUUID(),
                        null,
                        null,
                        "/mails/failed",
                        T),
                List.of(who.member())));
    }

    private int send(Given given, Instant now) {
        return WorkspaceScope.in(given.workspace(), () -> sending.here(now));
    }

    @Test
    void at_once_by_mail_unless_it_was_read_before(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            wants(given, ines, "mail");
            tell(given, ines, "one");
            assertThat(send(given, T)).isZero();
            assertThat(send(given, T.plus(Duration.ofMinutes(2)))).isEqualTo(1);
            assertThat(send(given, T.plus(Duration.ofMinutes(30)))).isZero();
            tell(given, ines, "two");
            given.run(() -> sql.execute("update notification set read_at = now()"));
            assertThat(send(given, T.plus(Duration.ofMinutes(40)))).isZero();
            assertThat(smtp.taken())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail).contains("Un e-mail"));
        }
    }

    @Test
    void a_digest_leaves_once_when_the_working_day_begins(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port());
            wants(given, ines, "digest");
            tell(given, ines, "one");
            tell(given, ines, "two");
            assertThat(send(given, T.plus(Duration.ofHours(9)))).isZero();
            assertThat(send(given, T.plus(Duration.ofHours(24)))).isEqualTo(1);
            assertThat(smtp.taken()).hasSize(1);
        }
    }

    @Test
    void a_server_that_is_away_delays_and_loses_nothing(Given given) {
        var port = TestSmtp.freePort();
        var ines = given.member("Inès Roy", "sdr");
        mailbox(given, ines, port);
        wants(given, ines, "mail");
        tell(given, ines, "one");
        assertThat(send(given, T.plus(Duration.ofMinutes(2)))).isZero();
        try (var smtp = TestSmtp.started(port)) {
            assertThat(send(given, T.plus(Duration.ofMinutes(20)))).isEqualTo(1);
            assertThat(smtp.taken()).hasSize(1);
        }
    }

    @Test
    void without_a_mailbox_it_isnt_offered(Given given) {
        var ines = given.member("Inès Roy", "sdr");
        assertThat(mvc.get().uri("/notifications/settings").with(given.signedIn(ines)))
                .hasStatusOk()
                .bodyText()
                .contains("reliez votre boîte")
                .doesNotContain("value=\"digest\"");
        assertThat(mvc.post()
                        .uri("/notifications/settings")
                        .param("mail-failed", "digest")
                        .with(given.signedIn(ines))
                        .with(csrf()))
                .hasStatus(422);
    }
}
