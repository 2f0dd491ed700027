package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import jakarta.servlet.http.Cookie;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.apache.commons.codec.binary.Base32;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DiaboloTest
class SecondFactorTest {
    private static final String PASSWORD = "le funnel a deux cônes";
    private static final Duration STEP = Duration.ofSeconds(30);

    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final PasswordEncoder passwords;

    SecondFactorTest(MockMvcTester mvc, DSLContext sql, PasswordEncoder passwords) {
        this.mvc = mvc;
        this.sql = sql;
        this.passwords = passwords;
    }

    /** Somebody whose telephone makes codes. */
    private record Someone(String email, Cookie session, byte[] key, List<String> recovery) {}

    @Test
    void a_code_of_the_telephone_switches_it_on_and_is_asked_for_from_then_on(Given given) throws Exception {
        var someone = withFactor(given);

        var first = password(someone.email());
        assertThat(first).hasRedirectedUrl("/sign-in/second-factor");
        var waiting = cookie(first);
        assertThat(mvc.get().uri("/api/v1/me").cookie(waiting)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(mvc.get().uri("/members").accept("text/html").cookie(waiting))
                .hasRedirectedUrl("/sign-in");

        var second = step(waiting, code(someone.key(), Instant.now().plus(STEP)));
        assertThat(second).hasRedirectedUrl("/");
        assertThat(cookie(second).getValue()).isNotEqualTo(waiting.getValue());
        assertThat(mvc.get().uri("/api/v1/me").cookie(cookie(second))).hasStatusOk();
    }

    @Test
    void a_code_is_good_once(Given given) throws Exception {
        var someone = withFactor(given);
        var code = code(someone.key(), Instant.now().plus(STEP));

        assertThat(step(cookie(password(someone.email())), code)).hasRedirectedUrl("/");
        assertThat(step(cookie(password(someone.email())), code)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void codes_are_not_guessed(Given given) throws Exception {
        var someone = withFactor(given);
        var waiting = cookie(password(someone.email()));
        for (var i = 0; i < 5; i++) {
            assertThat(step(waiting, "00000" + i)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        assertThat(step(waiting, code(someone.key(), Instant.now().plus(STEP))))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .containsHeader("Retry-After");
    }

    @Test
    void a_recovery_code_lets_in_once_when_the_telephone_is_lost(Given given) throws Exception {
        var someone = withFactor(given);
        var code = someone.recovery().getFirst();

        assertThat(someone.recovery()).hasSize(10).doesNotHaveDuplicates();
        assertThat(step(cookie(password(someone.email())), code.toUpperCase(java.util.Locale.ROOT)))
                .hasRedirectedUrl("/");
        assertThat(step(cookie(password(someone.email())), code)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void a_new_password_by_link_does_not_go_round_it(Given given, PasswordResets resets) throws Exception {
        var someone = withFactor(given);
        var link = given.in(() -> resets.link(given.administrator().member(), given.administrator()));

        var answer = mvc.post()
                .uri("/password-resets/" + link.text())
                .param("password", "un tout autre secret")
                .with(csrf())
                .exchange();

        assertThat(answer).hasRedirectedUrl("/sign-in/second-factor");
        assertThat(mvc.get().uri("/api/v1/me").cookie(cookie(answer))).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(step(cookie(answer), code(someone.key(), Instant.now().plus(STEP))))
                .hasRedirectedUrl("/");
    }

    @Test
    void the_database_alone_does_not_tell_the_key(Given given, @Qualifier("ownerDataSource") DataSource owner)
            throws Exception {
        var someone = withFactor(given);
        try (var connection = owner.getConnection()) {
            var kept = DSL.using(connection)
                    .fetch("select secret from second_factor")
                    .getValues(0, byte[].class);
            assertThat(kept).isNotEmpty().noneMatch(bytes -> contains(bytes, someone.key()));
        }
    }

    @Test
    void switching_off_takes_the_password(Given given) throws Exception {
        var someone = withFactor(given);

        assertThat(post("/profile/second-factor/removal", "old", "faux", someone.session()))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(post("/profile/second-factor/removal", "old", PASSWORD, someone.session()))
                .hasRedirectedUrl("/profile");
        assertThat(password(someone.email())).hasRedirectedUrl("/");
    }

    @Test
    void a_workspace_may_require_it_and_shows_nothing_before(Given given) throws Exception {
        var email = account(given);
        var session = cookie(password(email));
        given.run(() -> sql.execute("update workspace_setting set second_factor_required = true"));

        assertThat(mvc.get().uri("/members").accept("text/html").cookie(session))
                .hasRedirectedUrl("/profile/second-factor");
        assertThat(mvc.get().uri("/api/v1/me").cookie(session)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(mvc.post().uri("/teams").param("name", "x").with(csrf()).cookie(session))
                .hasRedirectedUrl("/profile/second-factor");
        var proven = setUp(email, session);
        assertThat(mvc.get().uri("/members").accept("text/html").cookie(proven.session()))
                .hasStatusOk();
    }

    @Test
    void an_administrator_resets_it_and_the_log_says_so(Given given) throws Exception {
        var someone = withFactor(given);
        var me = given.administrator();

        assertThat(mvc.post()
                        .uri("/members/" + me.member() + "/second-factor/removal")
                        .with(csrf())
                        .cookie(someone.session()))
                .hasRedirectedUrl("/members/" + me.member());

        assertThat(password(someone.email())).hasRedirectedUrl("/");
        assertThat(given.in(() -> sql.fetch("select action from change_set").getValues(0, String.class)))
                .contains("member.factor-reset");
    }

    @Test
    void sessions_are_listed_by_device_and_network_and_ended_one_by_one(Given given) {
        var email = account(given);
        var here = cookie(password(email));
        var there = cookie(mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .header("User-Agent", "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")
                .param("email", email)
                .param("password", PASSWORD)
                .exchange());

        var page = text(mvc.get().uri("/profile").cookie(here).exchange());

        assertThat(page).contains("Firefox sur Windows", "127.0.0.…", "ici, en ce moment");
        assertThat(page).doesNotContain(here.getValue(), there.getValue());
        assertThat(mvc.post()
                        .uri(found(page, "(/profile/sessions/[0-9a-f]+/end)"))
                        .with(csrf())
                        .cookie(here))
                .hasRedirectedUrl("/profile");
        assertThat(mvc.get().uri("/api/v1/me").cookie(there)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(mvc.get().uri("/api/v1/me").cookie(here)).hasStatusOk();
    }

    private Someone withFactor(Given given) throws GeneralSecurityException {
        var email = account(given);
        return setUp(email, cookie(password(email)));
    }

    private Someone setUp(String email, Cookie session) throws GeneralSecurityException {
        post("/profile/second-factor", "x", "x", session);
        var page = text(mvc.get().uri("/profile/second-factor").cookie(session).exchange());
        assertThat(mvc.get().uri("/profile/second-factor/code.svg").cookie(session))
                .hasStatusOk()
                .hasContentType("image/svg+xml");
        var key = new Base32()
                .decode(found(page, "<code class=\"key\">([A-Z2-7 ]+)</code>").replace(" ", ""));
        var shown = post("/profile/second-factor/confirmation", "code", code(key, Instant.now()), session);
        assertThat(shown).hasStatusOk();
        var codes = Pattern.compile("<li><code>([a-z2-7-]+)</code>")
                .matcher(text(shown))
                .results()
                .map(match -> match.group(1))
                .toList();
        return new Someone(email, cookie(shown), key, codes);
    }

    private static String code(byte[] key, Instant at) throws GeneralSecurityException {
        return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(new SecretKeySpec(key, "RAW"), at);
    }

    private MvcTestResult password(String email) {
        return mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("email", email)
                .param("password", PASSWORD)
                .exchange();
    }

    private MvcTestResult step(Cookie waiting, String code) {
        return post("/sign-in/second-factor", "code", code, waiting);
    }

    private MvcTestResult post(String path, String name, String value, Cookie session) {
        return mvc.post()
                .uri(path)
                .param(name, value)
                .with(csrf())
                .cookie(session)
                .exchange();
    }

    private String account(Given given) {
        var email = UUID.randomUUID() + "@example.org";
        var account = sql.resultQuery("select save_account(?, ?)", email, passwords.encode(PASSWORD))
                .fetchSingle(0, UUID.class);
        given.run(() -> sql.execute(
                "update member set email = ?, account_id = ? where id = ?",
                email,
                account,
                given.administrator().member().value()));
        return email;
    }

    private static Cookie cookie(MvcTestResult answer) {
        var cookie = answer.getResponse().getCookie("diabolo");
        assertThat(cookie).as("session of %s", answer.getResponse().getStatus()).isNotNull();
        return cookie;
    }

    private static String found(String page, String pattern) {
        var match = Pattern.compile(pattern).matcher(page);
        assertThat(match.find()).as(pattern).isTrue();
        return match.group(1);
    }

    private static boolean contains(byte[] all, byte[] part) {
        return new String(all, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
