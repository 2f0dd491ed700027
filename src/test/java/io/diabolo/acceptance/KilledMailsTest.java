package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.mail.TestSmtp;
import io.diabolo.mail.TestSmtp.Manner;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Diabolo is killed in the middle of sending, while the server is reading and while it owes its answer. Each mail is delivered
 * once, or nobody knows and it says so; nobody had to do anything. More kills: {@code -Ddiabolo.kills=20}.
 */
class KilledMailsTest {
    private static final int KILLS = Integer.getInteger("diabolo.kills", 2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ADDRESS = "claire@atelier-nord.example";
    /** The dead are missed sooner than in earnest. */
    private static final Map<String, String> SOON = Map.of("DIABOLO_MAIL_LEASE", "2s");

    /** More than lies on the way while a server doesn't read: the end isn't written yet then. */
    private static final String LARGE = Base64.getEncoder().encodeToString(new byte[4_000_000]);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Path data;
    private final List<String> mails = new ArrayList<>();
    /** Of which nobody can know: taken without a word, and no copy of it anywhere. */
    private final List<String> unknowable = new ArrayList<>();

    private String token = "";
    private String person = "";

    KilledMailsTest() throws IOException {
        data = KilledDiabolo.preparedPlace("killed-mails");
    }

    @AfterEach
    void leave_no_server() throws IOException {
        KilledDiabolo.stopDatabase(data);
    }

    @Test
    void no_mail_is_lost_and_none_goes_again_by_itself_that_may_have_been_accepted() throws Exception {
        var imap = new GreenMail(ServerSetupTest.IMAP.dynamicPort());
        imap.start();
        imap.setUser(ADDRESS, ADDRESS, "secret");
        KilledDiabolo running = null;
        try (var smtp = TestSmtp.started();
                var client = HttpClient.newHttpClient()) {
            running = KilledDiabolo.start(data, SOON);
            running.setUp();
            token = running.token();
            connect(running, client, smtp, imap);
            for (var kill = 0; kill < KILLS; kill++) {
                write(running, client, smtp, kill);
                Awaitility.await().atMost(PATIENCE).until(smtp::isWaiting);
                if (kill % 4 == 1) {
                    keepCopy(imap, smtp.taken().getLast());
                } else if (kill % 4 == 3) {
                    unknowable.add(mailOf(smtp.taken().getLast()));
                }
                running.kill();
                running.close();
                running = KilledDiabolo.start(data, SOON);
            }
            verify(smtp);
            leftToTheMember(running, client, smtp);
        } finally {
            if (running != null) {
                running.close();
            }
            imap.stop();
        }
    }

    private String post(KilledDiabolo diabolo, HttpClient client, String path, String body) throws Exception {
        var answer = client.send(
                diabolo.api(path, token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer::body).isLessThan(300);
        return answer.body();
    }

    private void connect(KilledDiabolo diabolo, HttpClient client, TestSmtp smtp, GreenMail imap) throws Exception {
        var answer = client.send(
                diabolo.api("mailbox", token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("""
                                {"address": "%s", "sender_name": "Claire Fontaine", "password": "secret",
                                 "smtp_host": "127.0.0.1", "smtp_port": "%d", "smtp_security": "none",
                                 "imap_host": "127.0.0.1", "imap_port": "%d", "imap_security": "none",
                                 "sent_folder": "Sent"}""".formatted(
                                        ADDRESS, smtp.port(), imap.getImap().getPort())))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
        person = json.readTree(post(
                        diabolo,
                        client,
                        "people",
                        "{\"first_name\": \"Léa\", \"last_name\": \"Martin\", \"email\": \"lea@client.example\"}"))
                .get("id")
                .asString();
    }

    /** Some mails, and what the server does with them: at the last it waits, to be killed meanwhile. */
    private void write(KilledDiabolo diabolo, HttpClient client, TestSmtp smtp, int kill) throws Exception {
        var last = kill % 2 == 0 ? Manner.WAITS_IN_THE_MIDDLE : Manner.WAITS_AT_THE_END;
        if (kill == 0) {
            smtp.behaveWithNext(Manner.KIND, Manner.SILENT_AT_THE_END, Manner.KIND, last);
        } else {
            smtp.behaveWithNext(Manner.KIND, Manner.KIND, last);
        }
        for (var i = 0; i < 5; i++) {
            var said = post(diabolo, client, "mails", """
                    {"person": "%s", "to": "lea@client.example", "subject": "Mail %d", "body": "Bonjour,\\nparlons-en.",
                     "attachments": [{"name": "catalogue.bin", "content": "%s"}]}""".formatted(
                            person, mails.size(), last == Manner.WAITS_IN_THE_MIDDLE ? LARGE : ""));
            mails.add(json.readTree(said).get("id").asString());
        }
    }

    /** As a server does that keeps what it sends. */
    private static void keepCopy(GreenMail imap, String message) throws MessagingException {
        try (var store = imap.getImap().createStore()) {
            store.connect("127.0.0.1", imap.getImap().getPort(), ADDRESS, "secret");
            var folder = store.getFolder("Sent");
            if (!folder.exists()) {
                folder.create(Folder.HOLDS_MESSAGES);
            }
            folder.appendMessages(new Message[] {
                new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)))
            });
        }
    }

    private String mailOf(String message) {
        return mails.stream()
                .filter(mail -> message.contains("Message-ID: <" + mail + "@"))
                .findFirst()
                .orElseThrow();
    }

    private static long taken(TestSmtp smtp, String mail) {
        return smtp.taken().stream()
                .filter(message -> message.contains("Message-ID: <" + mail + "@"))
                .count();
    }

    private String state(String mail) throws Exception {
        return KilledDiabolo.text(data, "select state from mail where id = '" + mail + "'");
    }

    private void verify(TestSmtp smtp) throws Exception {
        // The second one of all, whose line broke at the end.
        unknowable.add(mailOf(smtp.taken().get(1)));
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> KilledDiabolo.rows(data, "mail where state <> 'sent'") == unknowable.size());
        assertThat(KilledDiabolo.rows(data, "mail")).isEqualTo(mails.size());
        for (var mail : mails) {
            assertThat(taken(smtp, mail)).as(mail).isOne();
            assertThat(state(mail)).isEqualTo(unknowable.contains(mail) ? "uncertain" : "sent");
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> KilledDiabolo.rows(data, "notification where kind = 'mail-uncertain'") > 0);
    }

    /** Who knows better says so. */
    private void leftToTheMember(KilledDiabolo diabolo, HttpClient client, TestSmtp smtp) throws Exception {
        var mail = unknowable.getFirst();
        post(diabolo, client, "mails/" + mail + "/settlement", "{\"fate\": \"again\"}");
        Awaitility.await().atMost(PATIENCE).until(() -> state(mail).equals("sent"));
        assertThat(taken(smtp, mail)).isEqualTo(2);
    }
}
