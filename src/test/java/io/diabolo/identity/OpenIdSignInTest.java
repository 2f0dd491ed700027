package io.diabolo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.identity.OpenIdAnswer.Let;
import io.diabolo.identity.OpenIdAnswer.Refusal;
import io.diabolo.identity.OpenIdAnswer.Refused;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.testkit.TestProvider;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

@DiaboloTest
class OpenIdSignInTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final TransactionTemplate transactions;

    OpenIdSignInTest(MockMvcTester mvc, DSLContext sql, TransactionTemplate transactions) {
        this.mvc = mvc;
        this.sql = sql;
        this.transactions = transactions;
    }

    @Test
    void a_member_is_found_by_the_verified_address_and_later_by_the_link(Given given) {
        var email = account(given);
        var subject = UUID.randomUUID().toString();

        var answer = comeBack(Map.of("sub", subject, "email", email, "email_verified", true));
        assertThat(answer).hasRedirectedUrl("/");
        assertThat(me(answer)).isEqualTo(email);

        var moved = comeBack(Map.of("sub", subject, "email", "other@example.org", "email_verified", false));
        assertThat(me(moved)).isEqualTo(email);
        assertThat(mvc.get().uri("/profile").cookie(cookie(moved)))
                .bodyText()
                .contains(TestProvider.running().address());
    }

    @Test
    void the_session_is_a_new_one_and_counts_as_both_factors(Given given) {
        var email = account(given);
        given.run(() -> sql.execute("update workspace_setting set second_factor_required = true"));
        var before = mvc.get().uri("/sign-in/with/openid").exchange();

        var answer = comeBack(before, Map.of("sub", email, "email", email, "email_verified", true));

        assertThat(cookie(answer).getValue()).isNotEqualTo(cookie(before).getValue());
        assertThat(mvc.get().uri("/members").accept("text/html").cookie(cookie(answer)))
                .hasStatusOk();
    }

    @Test
    void who_is_not_vouched_for_or_not_known_is_told_so(Given given) {
        var email = account(given);

        refused("unverified", Map.of("sub", "1" + email, "email", email, "email_verified", false));
        refused("unverified", Map.of("sub", "2" + email));
        refused("unknown", Map.of("sub", "3" + email, "email", "x" + email, "email_verified", true));
        assertThat(mvc.get().uri("/sign-in?refused=unknown").header("Accept-Language", "fr"))
                .bodyText()
                .contains("ne correspond à aucun membre");
    }

    @Test
    void who_has_left_stays_out_and_nobody_gets_another_ones_place(Given given) {
        var email = account(given);
        comeBack(Map.of("sub", "first" + email, "email", email, "email_verified", true));

        refused("other", Map.of("sub", "second" + email, "email", email, "email_verified", true));
        given.run(() -> sql.execute("update member set state = 'left' where email = ?", email));
        refused("left", Map.of("sub", "first" + email, "email", email, "email_verified", true));
    }

    @Test
    void a_code_that_the_provider_does_not_know_opens_nothing() {
        var begun = mvc.get().uri("/sign-in/with/openid").exchange();
        var state = parameter(begun, "state");
        assertThat(mvc.get()
                        .uri("/sign-in/return/openid?code=nonsense&state={state}", state)
                        .cookie(cookie(begun)))
                .hasRedirectedUrl("/sign-in?refused=failed");
        assertThat(mvc.get().uri("/sign-in/return/openid?code=nonsense&state=nonsense"))
                .hasRedirectedUrl("/sign-in?refused=failed");
    }

    @Test
    void with_several_workspaces_one_chooses(Given.Kit worlds) {
        var given = worlds.given();
        var email = account(given);
        var other = worlds.given();
        other.run(() -> sql.execute(
                "update member set account_id = (select account_id from account_for_sign_in(?)) where id = ?",
                email,
                other.administrator().member().value()));

        assertThat(comeBack(Map.of("sub", email, "email", email, "email_verified", true)))
                .hasRedirectedUrl("/workspaces");
    }

    @Test
    void only_with_role_and_domains_does_a_stranger_become_a_member(
            AccountStore accounts, MemberStore members, Given given) {
        var domain = UUID.randomUUID() + ".example";
        var stranger = new OutsideSignIns.Person("https://id.example", domain, "new@" + domain, true, "Zoé Neuve");
        var open = signIns(accounts, members, List.of(domain), "sdr");
        var closed = signIns(accounts, members, List.of(domain), "");
        var everywhere = signIns(accounts, members, List.of(), "sdr");
        var elsewhere = signIns(accounts, members, List.of("other.example"), "sdr");

        assertThat(closed.enter(stranger)).isEqualTo(new Refused(Refusal.UNKNOWN));
        assertThat(everywhere.enter(stranger)).isEqualTo(new Refused(Refusal.UNKNOWN));
        assertThat(elsewhere.enter(stranger)).isEqualTo(new Refused(Refusal.DOMAIN));
        assertThat(open.enter(stranger)).isInstanceOfSatisfying(Let.class, let -> {
            var found = WorkspaceScope.in(
                    let.member().workspaceId(),
                    () -> transactions.execute(_ -> members.find(let.member().memberId())));
            assertThat(found.roles()).containsExactly("sdr");
            assertThat(found.administrator()).isFalse();
            assertThat(found.sight()).isEqualTo(Sight.OWN);
        });
    }

    @Test
    void a_provider_out_of_reach_is_said_and_breaks_nothing() {
        var settings = new OpenIdSettings("http://localhost:1", "client", "secret", "Annuaire", List.of(), "");
        OAuth2AuthorizationRequestResolver provider = new OpenIdProvider(settings, "");
        var request = new org.springframework.mock.web.MockHttpServletRequest("GET", "/sign-in/with/openid");

        assertThat(provider.resolve(request)).isNull();
        assertThat(mvc.get().uri("/sign-in/with/nothing")).hasRedirectedUrl("/sign-in");
    }

    private OutsideSignIns signIns(AccountStore accounts, MemberStore members, List<String> domains, String role) {
        return new OutsideSignIns(
                sql,
                accounts,
                members,
                transactions,
                new OpenIdSettings("x", "x", "", "", domains, role),
                Clock.systemUTC());
    }

    private void refused(String why, Map<String, Object> claims) {
        var answer = comeBack(claims);
        assertThat(answer).hasRedirectedUrl("/sign-in?refused=" + why);
    }

    private MvcTestResult comeBack(Map<String, Object> claims) {
        return comeBack(mvc.get().uri("/sign-in/with/openid").exchange(), claims);
    }

    private MvcTestResult comeBack(MvcTestResult begun, Map<String, Object> claims) {
        assertThat(begun.getResponse().getRedirectedUrl())
                .startsWith(TestProvider.running().address() + "/authorize")
                .contains("code_challenge=");
        var all = new HashMap<>(claims);
        all.put("nonce", parameter(begun, "nonce"));
        return mvc.get()
                .uri(
                        "/sign-in/return/openid?code={code}&state={state}",
                        TestProvider.running().vouch(all),
                        parameter(begun, "state"))
                .cookie(cookie(begun))
                .exchange();
    }

    private static String parameter(MvcTestResult answer, String name) {
        var url = URI.create(answer.getResponse().getRedirectedUrl());
        var value = UriComponentsBuilder.fromUri(url).build().getQueryParams().getFirst(name);
        return java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    private String me(MvcTestResult answer) {
        var me = mvc.get().uri("/api/v1/me").cookie(cookie(answer)).exchange();
        assertThat(me).hasStatus(HttpStatus.OK);
        return new String(me.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("(?s).*\"email\":\"([^\"]*)\".*", "$1");
    }

    private static Cookie cookie(MvcTestResult answer) {
        var cookie = answer.getResponse().getCookie("diabolo");
        assertThat(cookie).isNotNull();
        return cookie;
    }

    /** The administrator's account, without a password. */
    private String account(Given given) {
        var email = UUID.randomUUID() + "@example.org";
        var account = sql.resultQuery("select save_account(?, null)", email).fetchSingle(0, UUID.class);
        given.run(() -> sql.execute(
                "update member set email = ?, account_id = ? where id = ?",
                email,
                account,
                given.administrator().member().value()));
        return email;
    }
}
