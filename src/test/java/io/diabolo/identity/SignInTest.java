package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DiaboloTest
class SignInTest {
    private static final String PASSWORD = "le funnel a deux cônes";

    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final PasswordEncoder passwords;

    SignInTest(MockMvcTester mvc, DSLContext sql, PasswordEncoder passwords) {
        this.mvc = mvc;
        this.sql = sql;
        this.passwords = passwords;
    }

    @Test
    void the_right_password_leads_in_as_the_member(Given given) {
        var email = account(given);

        var answer = signIn(email, PASSWORD);

        assertThat(answer).hasStatus(HttpStatus.FOUND).hasRedirectedUrl("/");
        var cookie = answer.getResponse().getCookie("diabolo");
        assertThat(cookie).isNotNull();
        assertThat(mvc.get().uri("/api/v1/me").cookie(cookie))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.email")
                .isEqualTo(email);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_answered_alike(Given given) {
        var email = account(given);

        assertThat(signIn(email, "something else")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(signIn("nobody@example.org", PASSWORD)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void after_five_failures_even_the_right_password_waits(Given given) {
        var email = account(given);
        for (var i = 0; i < 5; i++) {
            signIn(email, "guess " + i);
        }

        var answer = signIn(email, PASSWORD);

        assertThat(answer).hasStatus(HttpStatus.TOO_MANY_REQUESTS).containsHeader("Retry-After");
        assertThat(answer).bodyText().contains("15 minutes");
    }

    @Test
    void a_form_without_its_token_is_refused(Given given) {
        var email = account(given);

        assertThat(mvc.post().uri("/sign-in").param("email", email).param("password", PASSWORD))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void who_is_not_signed_in_is_led_to_the_sign_in() {
        assertThat(mvc.get().uri("/members").accept("text/html")).hasRedirectedUrl("/sign-in");
        assertThat(mvc.get().uri("/sign-in"))
                .hasStatusOk()
                .headers()
                .hasValue(
                        "Content-Security-Policy",
                        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; img-src 'self' data:");
    }

    @Test
    void the_api_says_that_a_token_is_missing() {
        assertThat(mvc.get().uri("/api/v1/me"))
                .hasStatus(HttpStatus.UNAUTHORIZED)
                .hasContentType("application/problem+json");
        assertThat(mvc.get().uri("/api/v1/me").header("Authorization", "Bearer dia_nonsense"))
                .hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void a_token_acts_as_its_member_with_its_scope(Given given) {
        var me = mvc.get().uri("/api/v1/me").header("Authorization", given.bearer(given.administrator(), Scope.READ));

        assertThat(me).hasStatusOk().bodyJson().extractingPath("$.scope").isEqualTo("read");
        assertThat(me).bodyJson().extractingPath("$.name").isEqualTo("Claire Fontaine");
    }

    @Test
    void a_session_does_not_write_through_the_api(Given given) {
        assertThat(mvc.post().uri("/api/v1/me").with(given.signedIn(given.administrator())))
                .hasStatus(HttpStatus.UNAUTHORIZED);
    }

    private MvcTestResult signIn(String email, String password) {
        return mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("email", email)
                .param("password", password)
                .exchange();
    }

    /** The administrator's account; each test has a network address of its own by its address. */
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
}
