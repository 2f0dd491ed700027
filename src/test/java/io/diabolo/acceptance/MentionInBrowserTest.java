package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Naming a colleague in a note: by keyboard on a large screen, and by a tap on a phone. */
@DiaboloTest
class MentionInBrowserTest {
    private final ApplicationContext application;
    private final Records records;
    private final RecordTypes types;

    MentionInBrowserTest(ApplicationContext application, Records records, RecordTypes types) {
        this.application = application;
        this.records = records;
        this.types = types;
    }

    private UUID company(Given given, Actor me) {
        return given.in(() -> records.create(types.byPlural("companies"), Map.of("name", "Acme"), me)
                .record()
                .id());
    }

    @Test
    void by_arrows_and_enter(Given given) {
        var me = given.administrator();
        given.member("Paul Morel", "ae");
        given.member("Paula Petit", "ae");
        var company = company(given, me);
        try (var visitor = Visitor.signedIn(application, given, me, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/companies/" + company);
            page.locator("details.note > summary").click();
            var body = page.locator("#activity-body");
            body.click();
            body.pressSequentially("Vu avec @pau");
            assertThat(page.locator(".mentionable > li")).hasCount(2);
            assertThat(Axe.violations(page)).isEmpty();
            body.press("ArrowDown");
            body.press("Enter");
            assertThat(page.locator(".mentionable")).hasCount(0);
            assertThat(body).hasValue("Vu avec @Paula Petit ");
            body.pressSequentially("et @pa");
            assertThat(page.locator(".mentionable > li")).hasCount(2);
            body.press("Escape");
            assertThat(page.locator(".mentionable")).hasCount(0);
            body.pressSequentially(". Fin");
            page.locator("details.note form button.btn").click();
            assertThat(page.locator("#timeline a.mention")).hasText("@Paula Petit");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void by_a_tap_on_a_phone(Given given) {
        var me = given.administrator();
        given.member("Paul Morel", "ae");
        var company = company(given, me);
        try (var visitor = Visitor.signedIn(application, given, me, 390, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/companies/" + company);
            page.locator("details.note > summary").click();
            var body = page.locator("#activity-body");
            body.click();
            body.pressSequentially("@mor");
            page.locator(".mentionable > li").click();
            assertThat(body).hasValue("@Paul Morel ");
            assertThat(visitor.scrollsSideways()).isFalse();
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
