package io.diabolo.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class BellTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;

    BellTest(MockMvcTester mvc, DSLContext sql) {
        this.mvc = mvc;
        this.sql = sql;
    }

    @Test
    void it_says_how_much_is_unread_and_from_a_hundred_on_that_there_is_more(Given given) {
        tell(given, 99);
        assertThat(page(given)).contains("<span class=\"num\">99</span>");
        tell(given, 1);
        assertThat(page(given)).contains("<span class=\"num\">99+</span>");
    }

    private String page(Given given) {
        var answer = mvc.get()
                .uri("/notifications/bell")
                .with(given.signedIn(given.administrator()))
                .exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private void tell(Given given, int more) {
        given.run(() -> sql.execute(
                "insert into notification (member_id, kind, event_key, about, subject_type, subject_id, path, at, shown_from)"
                        + " select {0}, 'mention', gen_random_uuid()::text, 'lead', 'lead', gen_random_uuid(), '/leads',"
                        + " now() - interval '1 hour', now() - interval '1 hour' from generate_series(1, {1})",
                org.jooq.impl.DSL.val(given.administrator().member().value()), org.jooq.impl.DSL.val(more)));
    }
}
