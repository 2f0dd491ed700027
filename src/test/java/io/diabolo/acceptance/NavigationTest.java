package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The navigation in a real browser: calm, by keys, as it was left, and with what waits. */
@DiaboloTest
class NavigationTest {
    private static final String SETTINGS = ".nav details[data-nav=settings]";
    private final ApplicationContext application;

    NavigationTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void what_is_needed_now_and_then_is_folded_until_it_is_opened_and_stays_as_it_was_left(Given given) {
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/tasks");
            assertThat(page.locator(".nav a[href='/leads']")).isVisible();
            assertThat(page.locator(".nav a[href='/settings/rules']")).isHidden();

            page.locator(SETTINGS + " > summary").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".nav a[href='/settings/rules']")).isVisible();
            page.locator(".nav details[data-nav=acquire] > summary").click();
            assertThat(page.locator(".nav a[href='/leads']")).isHidden();

            page.navigate("/companies");
            assertThat(page.locator(".nav a[href='/settings/rules']")).isVisible();
            assertThat(page.locator(".nav a[href='/leads']")).isHidden();
            // Where we are is always in sight.
            page.keyboard().press("g");
            page.keyboard().press("l");
            page.waitForURL("**/leads");
            assertThat(page.locator(".nav a[href='/leads']")).isVisible();
            assertThat(page.locator(".nav a[href='/leads']")).hasAttribute("aria-current", "page");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void beside_the_desk_stands_how_much_waits_there(Given given, Records records, RecordTypes types) {
        var sdr = given.member("Nora Petit", "sdr");
        given.run(() -> {
            for (var name : new String[] {"Attal", "Fontaine", "Martin"}) {
                records.create(
                        types.byId("lead").orElseThrow(),
                        Map.of("last_name", name, "owner", sdr.member().toString()),
                        given.administrator());
            }
        });
        try (var visitor = Visitor.signedIn(application, given, sdr, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/companies");
            assertThat(page.locator("#n-desk")).hasText("3");
            visitor.see(390, ColorScheme.LIGHT);
            assertThat(page.locator("#n-desk-again")).hasText("3");
            page.navigate("/desk");
            assertThat(page.locator("#queue li")).hasCount(3);
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
