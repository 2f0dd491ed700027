package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.importing.Imports;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A day in the product with names, addresses, numbers, passwords and tokens: the log knows none of them afterwards. */
@DiaboloTest
@ExtendWith(OutputCaptureExtension.class)
class LogsHoldNobodyTest {
    private static final String NAME = "Zéphyrine Quatrebarbes";
    private static final String PASSWORD = "la ficelle de Zéphyrine";
    private static final String WRONG = "un mot de passe faux 7319";
    private static final String TELEPHONE = "+33 6 48 15 16 23";
    private static final String GUEST = "thelonius.vandermeulen";

    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final PasswordEncoder passwords;
    private final Imports imports;
    private final RequestMappingHandlerMapping routes;

    LogsHoldNobodyTest(
            MockMvcTester mvc,
            DSLContext sql,
            PasswordEncoder passwords,
            Imports imports,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.mvc = mvc;
        this.sql = sql;
        this.passwords = passwords;
        this.imports = imports;
        this.routes = routes;
    }

    @Test
    void after_a_day_of_work_and_defects(Given given, CapturedOutput log) throws NoSuchMethodException {
        var email = "zephyrine-" + UUID.randomUUID() + "@quatrebarbes.example";
        var me = given.administrator();
        account(given, me, email);
        signIn(email, WRONG);
        signIn(email, PASSWORD);
        post("/members", given, me, "name", "Thelonius Vandermeulen", "email", GUEST + "@example.org", "sight", "own");
        post("/people", given, me, "last_name", NAME, "email", email, "phone", TELEPHONE);
        post("/people", given, me, "last_name", NAME, "email", "not an address " + GUEST, "phone", "\u0000" + NAME);
        var token = given.token(me, Scope.ADMIN);
        for (var body : List.of(
                "{\"last_name\":\"" + NAME + "\",\"email\":\"" + email + "\"}",
                "{\"last_name\":\"" + NAME,
                "{\"last_name\":\"" + NAME + "\",\"email\":{\"" + GUEST + "\":1}}")) {
            mvc.post()
                    .uri("/api/v1/people")
                    .header("Authorization", "Bearer " + token)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body)
                    .exchange();
        }
        mvc.get()
                .uri("/api/v1/me")
                .header("Authorization", "Bearer dia_planted-secret")
                .exchange();
        mvc.get().uri("/invitations/planted-secret").exchange();
        importWithBadRow(given, me, email);
        var broken = broken(given, me, email);

        assertThat(log.getAll())
                .as("the defect is in the log, by its request")
                .contains(broken, "IllegalStateException");
        assertThat(log.getAll())
                .doesNotContain(
                        "Zéphyrine", "Quatrebarbes", "quatrebarbes", "Vandermeulen", GUEST, "48 15 16 23", "648151623")
                .doesNotContain(PASSWORD, WRONG, token, "planted-secret", email);
    }

    /** A page that fails on what was typed, as a library's would. @return the request's name */
    private String broken(Given given, Actor me, String email) throws NoSuchMethodException {
        var route = RequestMappingInfo.paths("/trial/broken").build();
        routes.registerMapping(route, new Broken(email), Broken.class.getDeclaredMethod("show"));
        try {
            var page = mvc.get()
                    .uri("/trial/broken")
                    .accept(MediaType.TEXT_HTML)
                    .with(given.signedIn(me))
                    .exchange();
            var id = page.getResponse().getHeader("X-Request-Id");
            assertThat(page).hasStatus(HttpStatus.INTERNAL_SERVER_ERROR);
            assertThat(text(page)).contains(id).doesNotContain(email);
            var program = mvc.get()
                    .uri("/trial/broken")
                    .accept(MediaType.APPLICATION_JSON)
                    .with(given.signedIn(me))
                    .exchange();
            assertThat(program)
                    .bodyJson()
                    .extractingPath("$.reference")
                    .isEqualTo(program.getResponse().getHeader("X-Request-Id"));
            return id;
        } finally {
            routes.unregisterMapping(route);
        }
    }

    record Broken(String email) {
        String show() {
            throw new IllegalStateException(
                    "can't take \"" + NAME + "\" <" + email + ">",
                    new NumberFormatException("For input string: \"" + TELEPHONE + "\""));
        }
    }

    private void importWithBadRow(Given given, Actor me, String email) {
        var rows = "Nom;E-mail;Téléphone\n" + NAME + ";" + email + ";" + TELEPHONE + "\n;pas une adresse " + GUEST
                + ";x\n";
        var file = new Imports.Upload("contacts.csv", new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
        WorkspaceScope.run(given.workspace(), () -> imports.upload(List.of(file), Imports.Order.yesNow(), me));
    }

    private void signIn(String email, String password) {
        mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("email", email)
                .param("password", password)
                .exchange();
    }

    private void post(String path, Given given, Actor me, String... values) {
        var request = mvc.post().uri(path).with(given.signedIn(me)).with(csrf());
        for (var i = 0; i < values.length; i += 2) {
            request = request.param(values[i], values[i + 1]);
        }
        request.exchange();
    }

    private void account(Given given, Actor me, String email) {
        var account = sql.resultQuery("select save_account(?, ?)", email, passwords.encode(PASSWORD))
                .fetchSingle(0, UUID.class);
        given.run(() -> sql.execute(
                "update member set email = ?, account_id = ? where id = ?",
                email,
                account,
                me.member().value()));
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
