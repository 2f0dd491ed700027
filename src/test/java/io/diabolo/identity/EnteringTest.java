package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;

@DiaboloTest
class EnteringTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final AccountStore accounts;
    private final Demo demo;
    private final Sessions sessions;
    private final PlatformTransactionManager transactions;
    private final Clock clock;

    EnteringTest(
            MockMvcTester mvc,
            DSLContext sql,
            AccountStore accounts,
            Demo demo,
            Sessions sessions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.mvc = mvc;
        this.sql = sql;
        this.accounts = accounts;
        this.demo = demo;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Test
    void a_set_up_link_makes_one_workspace_with_its_administrator() {
        var link = Secret.random("");
        accounts.saveLink(link, "setup", null, null, clock.instant().plus(Duration.ofHours(1)));
        assertThat(mvc.get().uri("/setup/" + link.text()))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("??");

        assertThat(setUp(link, "password1234")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        var done = setUp(link, "le funnel a deux cônes");

        assertThat(done).hasRedirectedUrl("/");
        assertThat(mvc.get().uri("/api/v1/me").cookie(done.getResponse().getCookie("diabolo")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.administrator")
                .isEqualTo(true);
        assertThat(setUp(link, "le funnel a deux cônes")).hasStatus(HttpStatus.GONE);
    }

    @Test
    void the_demo_lets_in_from_its_own_machine_only(Given given) throws Exception {
        given.run(() -> sql.execute("update workspace_setting set demo = true"));
        var filter = new DemoSignIn(demo, sessions);

        assertThat(entered(filter, "127.0.0.1", "localhost", null)).isTrue();
        assertThat(entered(filter, "192.0.2.7", "localhost", null)).isFalse();
        assertThat(entered(filter, "127.0.0.1", "evil.example", null)).isFalse();
        assertThat(entered(filter, "127.0.0.1", "localhost", "192.0.2.7")).isFalse();
        given.run(() -> sql.execute("update workspace_setting set demo = false"));
    }

    @Test
    void a_write_in_a_get_fails_in_the_database(Given given) throws Exception {
        var request = new MockHttpServletRequest("GET", "/leads");
        request.setAttribute(Actor.class.getName(), given.administrator());
        var caught = new Throwable[1];
        var filter = new ReadOnlyRequests(transactions);

        WorkspaceScope.run(given.workspace(), () -> {
            try {
                filter.doFilter(
                        request,
                        new MockHttpServletResponse(),
                        (_, _) -> sql.execute("update member set name = 'written'"));
            } catch (Exception e) {
                caught[0] = e;
            }
        });

        assertThat(caught[0]).hasStackTraceContaining("read-only transaction");
    }

    @Test
    void what_a_service_refused_in_a_get_leaves_the_answer_whole(Given given, Members members) throws Exception {
        var request = new MockHttpServletRequest("GET", "/leads");
        request.setAttribute(Actor.class.getName(), given.administrator());
        var nobody = new MemberId(UUID.randomUUID());
        var refused = new AtomicBoolean();

        WorkspaceScope.run(given.workspace(), () -> {
            try {
                new ReadOnlyRequests(transactions).doFilter(request, new MockHttpServletResponse(), (_, _) -> {
                    try {
                        members.actor(nobody, Origin.PAGE, Scope.READ);
                    } catch (NoSuchRecord e) {
                        refused.set(true);
                    }
                });
            } catch (Exception e) {
                throw new AssertionError("the answer was lost", e);
            }
        });

        assertThat(refused).isTrue();
    }

    @Test
    void the_console_prints_a_token_alone(Given given, TokenCommand command) {
        var email = UUID.randomUUID() + "@example.org";
        given.run(() -> sql.execute(
                "update member set email = ? where id = ?",
                email,
                given.administrator().member().value()));
        var slug = given.in(
                () -> sql.fetchSingle("select name from workspace_setting").get(0, String.class));
        var out = new ByteArrayOutputStream();

        var code = command.run(
                List.of("--workspace", slug, "--member=" + email, "--scope", "read"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);

        assertThat(code).isZero();
        var token = out.toString(StandardCharsets.UTF_8).strip();
        assertThat(mvc.get().uri("/api/v1/me").header("Authorization", "Bearer " + token))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.scope")
                .isEqualTo("read");
    }

    private MvcTestResult setUp(Secret link, String password) {
        return mvc.post()
                .uri("/setup/" + link.text())
                .with(csrf())
                .param("organisation", "Société Générale d’Étiquettes")
                .param("name", "Claire Fontaine")
                .param("email", link.text().toLowerCase(Locale.ROOT) + "@example.org")
                .param("password", password)
                .param("language", "fr")
                .param("zone", "Europe/Paris")
                .param("currency", "EUR")
                .exchange();
    }

    private static boolean entered(DemoSignIn filter, String address, String host, @Nullable String forwarded)
            throws Exception {
        var request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(address);
        request.setServerName(host);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        SecurityContextHolder.clearContext();
        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        var entered = SecurityContextHolder.getContext().getAuthentication() != null;
        SecurityContextHolder.clearContext();
        return entered;
    }
}
