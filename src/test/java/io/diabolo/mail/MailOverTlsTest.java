package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Encrypted lines: what a mailbox's servers prove of themselves is checked, and said in words when it isn't good. */
@DiaboloTest
class MailOverTlsTest {
    private static final Instant T = Instant.parse("2031-03-10T09:00:00Z");
    private final DSLContext sql;
    private final Outbox outbox;
    private final SendMails sending;
    private final Leaving leaving;
    private final FateOfMails fates;
    private final LegalFooter footer;
    private final Mailboxes mailboxes;
    private final MailServers strict;
    private final MailServers trusting;
    private final MockMvcTester mvc;

    MailOverTlsTest(
            DSLContext sql,
            Outbox outbox,
            SendMails sending,
            Leaving leaving,
            FateOfMails fates,
            LegalFooter footer,
            Mailboxes mailboxes,
            MailServers servers,
            Credentials credentials,
            MockMvcTester mvc) {
        this.sql = sql;
        this.outbox = outbox;
        this.sending = sending;
        this.leaving = leaving;
        this.fates = fates;
        this.footer = footer;
        this.mailboxes = mailboxes;
        this.strict = servers;
        this.trusting = new MailServers(credentials, TestCertificate.trusting());
        this.mvc = mvc;
    }

    private static GreenMail encrypted() {
        TestCertificate.forGreenMail();
        var green = new GreenMail(
                new ServerSetup[] {ServerSetupTest.SMTPS.dynamicPort(), ServerSetupTest.IMAPS.dynamicPort()});
        green.start();
        green.setUser("ines.roy@atelier.example", "ines.roy@atelier.example", "secret");
        return green;
    }

    private Mailbox mailbox(Given given, Actor who, Map<String, String> more) {
        var typed = new HashMap<>(
                Map.of("address", "ines.roy@atelier.example", "sender_name", who.name(), "password", "secret"));
        typed.putAll(more);
        return WorkspaceScope.in(given.workspace(), () -> mailboxes.save(typed, null, who));
    }

    private static Map<String, String> servers(String host, int smtp, int imap, String security) {
        return Map.of(
                "smtp_host",
                host,
                "smtp_port",
                String.valueOf(smtp),
                "smtp_security",
                security,
                "imap_host",
                host,
                "imap_port",
                String.valueOf(imap),
                "imap_security",
                security,
                "sent_folder",
                "Sent",
                "keeps_sent",
                "true");
    }

    private Map<String, String> of(GreenMail green, String host) {
        return servers(host, green.getSmtps().getPort(), green.getImaps().getPort(), "tls");
    }

    private UUID queued(Given given, Actor from) {
        return given.in(() -> ((Sending.Queued) outbox.put(new Letter(
                        from.member(),
                        null,
                        "lea@client.example",
                        "Compte rendu",
                        "Bonjour",
                        MailPurpose.SERVICE,
                        null,
                        null,
                        T,
                        null,
                        List.of())))
                .mail());
    }

    @Test
    void a_mail_leaves_and_its_copy_is_kept_over_encrypted_lines(Given given) throws MessagingException {
        var green = encrypted();
        try {
            var ines = given.member("Inès Roy", "sdr");
            var mailbox = mailbox(given, ines, of(green, "localhost"));
            var sent = new SentFolder(trusting);
            var sender = new SendMails(sql, leaving, fates, trusting, sent, footer);
            var id = queued(given, ines);
            assertThat(WorkspaceScope.in(given.workspace(), () -> sender.here(T)))
                    .isEqualTo(1);
            assertThat(green.getReceivedMessages()[0].getSubject()).isEqualTo("Compte rendu");
            assertThat(WorkspaceScope.in(given.workspace(), () -> holds(sent, mailbox, id)))
                    .isTrue();
            assertThat(WorkspaceScope.in(given.workspace(), () -> new MailboxTrial(trusting).of(mailbox))
                            .isWell())
                    .isTrue();
        } finally {
            green.stop();
        }
    }

    private static boolean holds(SentFolder sent, Mailbox mailbox, UUID mail) {
        try {
            return sent.holds(mailbox, "<" + mail + "@atelier.example>");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void with_starttls_nothing_secret_is_said_before_the_line_is_encrypted(Given given) {
        try (var smtp = TestSmtp.withStartTls(TestCertificate.server());
                var imap = new TestImap(TestCertificate.server())) {
            var ines = given.member("Inès Roy", "sdr");
            var mailbox = mailbox(given, ines, servers("localhost", smtp.port(), imap.port(), "starttls"));
            var result = WorkspaceScope.in(given.workspace(), () -> new MailboxTrial(trusting).of(mailbox));
            assertThat(result.sending()).isEqualTo(MailboxTrial.Answer.WELL);
            assertThat(result.reading()).isEqualTo(MailboxTrial.Answer.WELL);
            assertThat(smtp.signedIn()).containsExactly("PLAIN");
            assertThat(imap.said()).contains("STARTTLS plain", "LOGIN tls").doesNotContain("LOGIN plain");
        }
    }

    @Test
    void a_server_that_offers_no_encryption_gets_no_password(Given given) {
        try (var smtp = TestSmtp.started();
                var imap = new TestImap()) {
            var ines = given.member("Inès Roy", "sdr");
            for (var security : List.of("starttls", "tls")) {
                var mailbox = mailbox(given, ines, servers("localhost", smtp.port(), imap.port(), security));
                var result = WorkspaceScope.in(given.workspace(), () -> new MailboxTrial(trusting).of(mailbox));
                assertThat(result.sending().trouble()).as(security).isEqualTo("mail.trouble.encryption");
                assertThat(Objects.requireNonNull(result.reading()).trouble())
                        .as(security)
                        .isEqualTo("mail.trouble.encryption");
            }
            assertThat(smtp.signedIn()).isEmpty();
            assertThat(imap.said()).doesNotContain("LOGIN plain", "AUTHENTICATE plain");
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_or_of_another_name_is_told_on_the_mailbox_page(Given given) {
        var green = encrypted();
        try {
            var ines = given.member("Inès Roy", "sdr");
            // It is localhost's, and 127.0.0.1 is another name.
            var byNumber = mailbox(given, ines, of(green, "127.0.0.1"));
            var named = WorkspaceScope.in(given.workspace(), () -> new MailboxTrial(trusting).of(byNumber));
            assertThat(named.sending().trouble()).isEqualTo("mail.trouble.certificate");
            assertThat(Objects.requireNonNull(named.reading()).trouble()).isEqualTo("mail.trouble.certificate");

            var mailbox = mailbox(given, ines, of(green, "localhost"));
            var unknown = WorkspaceScope.in(given.workspace(), () -> new MailboxTrial(strict).of(mailbox));
            assertThat(unknown.sending().trouble()).isEqualTo("mail.trouble.certificate");
            assertThat(mvc.post()
                            .uri("/profile/mailbox/trials")
                            .with(given.signedIn(ines))
                            .with(csrf()))
                    .hasStatus(422)
                    .bodyText()
                    .contains("Ce serveur ne prouve pas son identité");

            var id = queued(given, ines);
            assertThat(WorkspaceScope.in(given.workspace(), () -> sending.here(T)))
                    .isZero();
            assertThat(given.in(() -> sql.select(MAIL.STATE)
                            .from(MAIL)
                            .where(MAIL.ID.eq(id))
                            .fetchSingle()
                            .value1()))
                    .isEqualTo("waiting");
            assertThat(mvc.get().uri("/profile/mailbox").with(given.signedIn(ines)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Ce serveur ne prouve pas son identité");
            assertThat(green.getReceivedMessages()).isEmpty();
        } finally {
            green.stop();
        }
    }
}
