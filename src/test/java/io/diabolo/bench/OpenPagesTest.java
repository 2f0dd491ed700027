package io.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Many open pages follow what many programs write. At full size: {@code ./diabolo bench "live pages"}, or here with
 * {@code -Ddiabolo.pages=500 -Ddiabolo.writers=64 -Ddiabolo.seconds=120}.
 */
@DiaboloTest
class OpenPagesTest {
    private static final int PAGES = Integer.getInteger("diabolo.pages", 50);
    private static final int WRITERS = Integer.getInteger("diabolo.writers", 8);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("diabolo.seconds", 4));

    private final ApplicationContext application;

    OpenPagesTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void every_open_page_is_told_what_others_write_and_nothing_fails(Given given) throws Exception {
        var base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
        var session = session(given, base);
        given.run(() ->
                application.getBean(DSLContext.class).execute("insert into sheet_setting (required) values (false)"));
        var token = given.token(given.administrator(), Scope.ADMIN);
        try (var pages = new OpenPages(base, List.of(session), token)) {
            pages.open(PAGES);
            pages.write(WRITERS, TIME);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> pages.deaf() == 0);
            assertThat(pages.errors()).isEmpty();
            assertThat(pages.heard()).isGreaterThanOrEqualTo(PAGES);
            assertThat(pages.written()).isPositive();
        }
    }

    private String session(Given given, String base) throws Exception {
        var sql = application.getBean(DSLContext.class);
        var email = UUID.randomUUID() + "@example.org";
        var secret = application.getBean(PasswordEncoder.class).encode(Visitor.PASSWORD);
        var account =
                sql.resultQuery("select save_account(?, ?)", email, secret).fetchSingle(0, UUID.class);
        given.run(() -> sql.execute(
                "update member set email = ?, account_id = ? where id = ?",
                email,
                account,
                given.administrator().member().value()));
        return Visitor.session(base, email);
    }
}
