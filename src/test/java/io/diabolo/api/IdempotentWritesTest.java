package io.diabolo.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DiaboloTest
class IdempotentWritesTest {
    private static final long ENDED = 1;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final DataSource database;

    IdempotentWritesTest(MockMvcTester mvc, DSLContext sql, DataSource database) {
        this.mvc = mvc;
        this.sql = sql;
        this.database = database;
    }

    /** Each of them looks whether that node has ended, and none may hide that from another. */
    @Test
    void many_who_repeat_what_a_killed_node_left_go_on_at_once(Given given) throws Exception {
        var write = given.bearer(given.administrator(), Scope.WRITE);
        assertThat(post(write)).hasStatus(201);
        given.run(() -> sql.execute("update idempotent_answer set status = null, written = false, node = ?", ENDED));

        try (var another = database.getConnection();
                var looks = another.createStatement()) {
            another.setAutoCommit(false);
            looks.execute("select pg_try_advisory_xact_lock_shared(" + ENDED + ")");

            assertThat(post(write)).hasStatus(201).doesNotContainHeader("Idempotency-Replayed");
            another.rollback();
        }
    }

    private MvcTestResult post(String authorization) {
        return mvc.post()
                .uri("/api/v1/companies")
                .header("Authorization", authorization)
                .header("Idempotency-Key", "k")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\":\"Mécaval\"}")
                .exchange();
    }
}
