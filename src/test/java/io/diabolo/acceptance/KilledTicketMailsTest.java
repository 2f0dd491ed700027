package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Diabolo is killed while a flood of mails becomes tickets: each becomes one, none becomes two. More kills: {@code -Ddiabolo.kills=20}. */
class KilledTicketMailsTest {
    private static final int KILLS = Integer.getInteger("diabolo.kills", 2);
    private static final int MAILS = 800;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ADDRESS = "support@atelier-nord.example";
    private final Path data;

    KilledTicketMailsTest() throws IOException {
        data = KilledDiabolo.preparedPlace("killed-ticket-mails");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
    }

    @Test
    void each_mail_becomes_one_ticket() throws Exception {
        var server = new GreenMail(
                new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
        server.start();
        var user = server.setUser(ADDRESS, ADDRESS, "secret");
        KilledDiabolo running = null;
        try (var client = HttpClient.newHttpClient()) {
            running = KilledDiabolo.start(data);
            running.setUp();
            connect(running, client, server);
            assertThat(running.submit(
                                    "/settings/support",
                                    "/settings/support",
                                    Map.of("shares", List.of("true"), "close_days", List.of("7")))
                            .statusCode())
                    .isLessThan(400);
            flood(user);
            for (var kill = 1; kill <= KILLS; kill++) {
                look();
                var enough = (long) kill * MAILS / (KILLS + 3);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> KilledDiabolo.rows(data, "ticket") >= enough);
                running.kill();
                running.close();
                running = KilledDiabolo.start(data);
            }
            look();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> KilledDiabolo.rows(data, "ticket") >= MAILS);
        } finally {
            if (running != null) {
                running.close();
            }
            server.stop();
        }
        assertThat(KilledDiabolo.rows(data, "ticket")).isEqualTo(MAILS);
        assertThat(KilledDiabolo.number(data, "select count(distinct subject) from ticket"))
                .isEqualTo(MAILS);
        assertThat(KilledDiabolo.rows(data, "mail where direction = 'inbound'")).isEqualTo(MAILS);
        assertThat(KilledDiabolo.rows(data, "mail_left_out")).isZero();
        assertThat(KilledDiabolo.rows(data, "ticket_message where kind = 'inbound'"))
                .isEqualTo(MAILS);
        assertThat(KilledDiabolo.rows(data, "clock where subject_type = 'ticket'"))
                .isEqualTo(2L * MAILS);
    }

    /** The one who was killed had it in hand; nobody waits for that to be over. */
    private void look() throws Exception {
        KilledDiabolo.text(data, "update mailbox set sync_at = now() returning id");
    }

    private static void flood(GreenMailUser user) throws Exception {
        for (var at = 0; at < MAILS; at++) {
            user.deliver(new MimeMessage(
                    Session.getInstance(new Properties()), new ByteArrayInputStream("""
                            From: Client <client%d@maison.example>
                            To: %s
                            Subject: Demande %d
                            Message-ID: <%d@flot.example>
                            Content-Type: text/plain; charset=utf-8

                            Rien ne marche.
                            """.formatted(at, ADDRESS, at, at)
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void connect(KilledDiabolo diabolo, HttpClient client, GreenMail server) throws Exception {
        var answer = client.send(
                diabolo.api("mailbox", diabolo.token())
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("""
                                {"address": "%s", "sender_name": "Support", "password": "secret",
                                 "smtp_host": "127.0.0.1", "smtp_port": "%d", "smtp_security": "none",
                                 "imap_host": "127.0.0.1", "imap_port": "%d", "imap_security": "none"}""".formatted(
                                        ADDRESS,
                                        server.getSmtp().getPort(),
                                        server.getImap().getPort())))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    }
}
