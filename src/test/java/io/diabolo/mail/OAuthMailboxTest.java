package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.diabolo.identity.Seal;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A mailbox at a provider that takes no password: OAuth 2 with XOAUTH2, for sending and for reading. */
@DiaboloTest
class OAuthMailboxTest {
    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final Seal seal;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final JsonMapper json;

    OAuthMailboxTest(
            DSLContext sql,
            Mailboxes mailboxes,
            Seal seal,
            TransactionTemplate transactions,
            Clock clock,
            JsonMapper json) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.seal = seal;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
    }

    /** Gives tokens good-1, good-2 … for a code or a refresh token that it knows. */
    private static final class TestTokens implements AutoCloseable {
        private final HttpServer server;
        private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();

        TestTokens() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/token", http -> {
                var form = form(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                asked.add(form);
                var good = "code-1".equals(form.get("code")) || "refresh-1".equals(form.get("refresh_token"));
                var answer = (good
                                ? "{\"access_token\":\"good-" + asked.size()
                                        + "\",\"expires_in\":3600,\"refresh_token\":\"refresh-1\"}"
                                : "{\"error\":\"invalid_grant\",\"error_description\":\"taken back\"}")
                        .getBytes(StandardCharsets.UTF_8);
                http.sendResponseHeaders(good ? 200 : 400, answer.length);
                http.getResponseBody().write(answer);
                http.close();
            });
            server.start();
        }

        String address() {
            return "http://localhost:" + server.getAddress().getPort() + "/token";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Map<String, String> form(String text) {
        var all = new HashMap<String, String>();
        Arrays.stream(text.split("&"))
                .map(one -> one.split("=", 2))
                .forEach(one -> all.put(one[0], URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
        return all;
    }

    private static MailSettings settings(TestTokens tokens, int smtp, int imap) {
        var off = new MailSettings.Provider("", "", "common", "", "", "", 0, "", 0, "");
        var google = new MailSettings.Provider(
                "client-1",
                "secret-1",
                "common",
                "https://accounts.example/authorize",
                tokens.address(),
                "localhost",
                smtp,
                "localhost",
                imap,
                "none");
        return new MailSettings(off, google);
    }

    /** The member's mailbox as it is saved where the provider is configured. */
    private Mailbox atGoogle(Given given, Actor who, MailSettings settings) {
        WorkspaceScope.run(
                given.workspace(),
                () -> mailboxes.save(
                        Map.of(
                                "address", "ines@atelier.example",
                                "password", "x",
                                "smtp_host", "localhost",
                                "smtp_port", "25"),
                        null,
                        who));
        return given.in(() -> {
            sql.update(MAILBOX)
                    .set(MAILBOX.WAY, "google")
                    .setNull(MAILBOX.PASSWORD)
                    .set(MAILBOX.SMTP_HOST, "localhost")
                    .set(MAILBOX.SMTP_PORT, settings.smtp(Mailbox.Way.GOOGLE).port())
                    .set(MAILBOX.SMTP_SECURITY, "none")
                    .set(MAILBOX.IMAP_HOST, "localhost")
                    .set(MAILBOX.IMAP_PORT, settings.imap(Mailbox.Way.GOOGLE).port())
                    .set(MAILBOX.IMAP_SECURITY, "none")
                    .where(MAILBOX.MEMBER_ID.eq(who.member().value()))
                    .execute();
            return Objects.requireNonNull(mailboxes.of(who.member()));
        });
    }

    @Test
    void a_mailbox_is_connected_at_the_provider_and_its_tokens_renew_themselves(Given given) throws Exception {
        try (var tokens = new TestTokens();
                var smtp = TestSmtp.askingForToken();
                var imap = new TestImap()) {
            var ines = given.member("Inès Roy", "sdr");
            var settings = settings(tokens, smtp.port(), imap.port());
            var oauth = new OAuthTokens(settings, json);
            var servers = new MailServers(new Credentials(sql, seal, oauth, transactions, clock));
            var connection = new MailboxConnection(mailboxes, settings, oauth, seal, clock);
            var mailbox = atGoogle(given, ines, settings);
            assertThatThrownBy(
                            () -> WorkspaceScope.in(given.workspace(), () -> sneaky(() -> servers.transport(mailbox))))
                    .isInstanceOf(CannotSignIn.class);

            var away = WorkspaceScope.in(
                    given.workspace(), () -> Objects.requireNonNull(connection.away(ines, "https://crm/return")));
            var query = form(URI.create(away).getRawQuery());
            assertThat(away).startsWith("https://accounts.example/authorize?");
            assertThat(query)
                    .containsEntry("code_challenge_method", "S256")
                    .containsEntry("scope", "https://mail.google.com/")
                    .containsEntry("redirect_uri", "https://crm/return");
            var state = Objects.requireNonNull(query.get("state"));
            var nora = given.member("Nora Petit", "sdr");
            atGoogle(given, nora, settings);
            assertThat(made(given, connection, "code-1", state, nora))
                    .as("another's way")
                    .isFalse();
            assertThat(made(given, connection, "code-1", "x" + state, ines)).isFalse();
            assertThat(tokens.asked).isEmpty();
            assertThat(made(given, connection, "code-1", state, ines)).isTrue();
            assertThat(tokens.asked.getFirst()).containsKey("code_verifier").containsEntry("client_id", "client-1");

            WorkspaceScope.in(given.workspace(), () -> sneaky(() -> servers.transport(mailbox)))
                    .close();
            WorkspaceScope.in(given.workspace(), () -> sneaky(() -> servers.store(mailbox)))
                    .close();
            assertThat(smtp.tokens()).containsExactly("user=ines@atelier.example|auth=Bearer good-1||");
            assertThat(imap.tokens()).containsExactly("user=ines@atelier.example|auth=Bearer good-1||");

            given.run(() -> sql.update(MAILBOX)
                    .set(MAILBOX.ACCESS_UNTIL, Mailboxes.utc(Instant.EPOCH))
                    .where(MAILBOX.ID.eq(mailbox.id()))
                    .execute());
            WorkspaceScope.in(given.workspace(), () -> sneaky(() -> servers.transport(mailbox)))
                    .close();
            assertThat(smtp.tokens().getLast()).contains("Bearer good-2");
        }
    }

    private static boolean made(Given given, MailboxConnection connection, String code, String state, Actor who) {
        return WorkspaceScope.in(given.workspace(), () -> connection.make(code, state, "https://crm/return", who));
    }

    @Test
    void tokens_stand_sealed_and_one_that_was_taken_back_says_so(Given given) throws Exception {
        try (var tokens = new TestTokens();
                var smtp = TestSmtp.askingForToken();
                var imap = new TestImap()) {
            var ines = given.member("Inès Roy", "sdr");
            var settings = settings(tokens, smtp.port(), imap.port());
            var credentials = new Credentials(sql, seal, new OAuthTokens(settings, json), transactions, clock);
            var servers = new MailServers(credentials);
            var mailbox = atGoogle(given, ines, settings);
            given.run(() -> credentials.keep(
                    mailbox.id(), new OAuthTokens.Tokens("bad-token", java.time.Duration.ofHours(1), "refresh-gone")));
            var kept = given.in(() ->
                    sql.selectFrom(MAILBOX).where(MAILBOX.ID.eq(mailbox.id())).fetchSingle());
            assertThat(new String(Objects.requireNonNull(kept.getRefreshToken()), StandardCharsets.ISO_8859_1))
                    .doesNotContain("refresh-gone");
            assertThatThrownBy(
                            () -> WorkspaceScope.in(given.workspace(), () -> sneaky(() -> servers.transport(mailbox))))
                    .hasRootCauseInstanceOf(AuthenticationFailedException.class);
            given.run(() -> sql.update(MAILBOX)
                    .set(MAILBOX.ACCESS_UNTIL, Mailboxes.utc(Instant.EPOCH))
                    .execute());
            assertThatThrownBy(() -> WorkspaceScope.in(given.workspace(), () -> sneaky(() -> servers.store(mailbox))))
                    .isInstanceOf(CannotSignIn.class)
                    .hasMessageContaining("taken back");
        }
    }

    private static <T> T sneaky(java.util.concurrent.Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(UUID.randomUUID().toString(), e);
        }
    }
}
