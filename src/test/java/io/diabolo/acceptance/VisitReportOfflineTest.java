package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.diabolo.jooq.Tables.MEETING;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.field.AVisit;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** On a phone, in a cellar: the report is written without a network, kept, and sent once there is one again. */
@DiaboloTest
class VisitReportOfflineTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    VisitReportOfflineTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void a_report_is_kept_while_the_network_is_gone_and_sent_later(Given given) {
        var world = AVisit.of(given, application);
        var meeting = world.visit("Visite de l’atelier", 10);
        try (var visitor = Visitor.signedIn(application, given, world.seller, 390, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/field");
            assertThat(page.locator("#unsent")).isHidden();
            assertThat(visitor.scrollsSideways()).isFalse();
            assertThat(Axe.violations(page)).isEmpty();
            page.context().setOffline(true);
            page.locator(".visit summary").first().click();
            page.locator("textarea[name=said]").fill("D’accord sur le lot 2.");
            page.locator("input[name=next_step]").fill("Envoyer le devis");
            page.locator(".visit-report .main-action").click();
            assertThat(page.locator("#unsent")).isVisible();
            assertThat(page.locator("#unsent")).containsText("Gardé sur ce téléphone");
            assertThat(page.locator("#unsent li")).containsText("D’accord sur le lot 2.");
            assertThat(Axe.violations(page)).isEmpty();
            assertThat(state(given, meeting)).isEqualTo("booked");
            page.context().setOffline(false);
            assertThat(page.locator("#unsent")).isHidden();
            assertThat(page.locator(".visit .badge.ok")).isVisible();
            assertThat(state(given, meeting)).isEqualTo("held");
        }
    }

    @Test
    void what_the_server_refuses_is_shown_and_not_lost(Given given) {
        var world = AVisit.of(given, application);
        var meeting = world.visit("Visite de l’atelier", 10);
        try (var visitor = Visitor.signedIn(application, given, world.seller, 390, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/field");
            page.locator(".visit summary").first().click();
            page.locator("textarea[name=said]").fill("Ils hésitent encore.");
            // Meanwhile somebody else said what came of it.
            given.run(() -> sql.update(MEETING)
                    .set(MEETING.STATE, "missed")
                    .where(MEETING.ID.eq(meeting))
                    .execute());
            page.locator(".visit-report .main-action").click();
            assertThat(page.locator("#unsent [data-fault]")).containsText("personne n’est venu");
            page.reload();
            assertThat(page.locator("#unsent li")).containsText("Ils hésitent encore.");
            assertThat(page.locator("#unsent [data-unsent-drop]")).isVisible();
            page.onDialog(dialog -> dialog.accept());
            page.locator("#unsent [data-unsent-drop]").click();
            assertThat(page.locator("#unsent")).isHidden();
        }
    }

    private String state(Given given, java.util.UUID meeting) {
        return given.in(() -> sql.select(MEETING.STATE)
                .from(MEETING)
                .where(MEETING.ID.eq(meeting))
                .fetchSingle(MEETING.STATE));
    }
}
