package io.diabolo.acceptance;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.PHONE_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** An SDR makes twenty calls without a mouse, with a note for each, faster than sixty an hour leaves time for. */
@DiaboloTest
class CallsByKeyboardTest {
    private static final int CALLS = 20;

    private final ApplicationContext application;
    private final DSLContext sql;

    CallsByKeyboardTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void twenty_calls_by_keys_alone(Given given, Records records, RecordTypes types) {
        var sdr = given.member("Nora Petit", "sdr");
        given.run(() -> {
            for (var n = 0; n < CALLS; n++) {
                // They wait for a first answer, so that they are called at any hour at which this test runs.
                records.create(
                        types.byId("lead").orElseThrow(),
                        Map.of(
                                "last_name",
                                "Martin " + n,
                                "phone",
                                "+331555123" + (10 + n),
                                "channel",
                                "inbound",
                                "owner",
                                sdr.member().toString()),
                        sdr);
            }
        });
        try (var visitor = Visitor.signedIn(application, given, sdr, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.keyboard().press("g");
            page.keyboard().press("c");
            page.waitForURL("**/calls");
            var begun = Instant.now();
            for (var n = 0; n < CALLS; n++) {
                page.locator("#note").waitFor();
                assertThat(page.locator("a[href^='tel:+331555123']").count()).isEqualTo(1);
                var called = page.locator("form[action$='/calls']").getAttribute("action");
                page.keyboard().press("n");
                page.keyboard().type("Note de l’appel " + n);
                page.keyboard().press("Tab");
                page.keyboard().press(n % 2 == 0 ? "2" : "3");
                page.waitForFunction(
                        "called => document.readyState === 'complete' && document.querySelector(`form[action='${called}']`) === null",
                        called);
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMinutes(CALLS / 2));
            assertThat(page.locator(".empty").count()).isEqualTo(1);
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(given.in(() -> sql.fetchCount(PHONE_CALL))).isEqualTo(CALLS);
        assertThat(given.in(() -> sql.fetchCount(ACTIVITY, ACTIVITY.BODY.like("Note de l’appel %"))))
                .isEqualTo(CALLS);
    }
}
