package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A manager types a season, a ramp-up and a year's target, and sees the months before anything is saved. */
@DiaboloTest
class TargetMonthsInBrowserTest {
    private final ApplicationContext application;

    TargetMonthsInBrowserTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void months_follow_what_is_typed(Given given) {
        var sami = given.member("Sami Vidal", "ae");
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/settings/targets?figure=bookings&role=ae");
            judge(visitor);
            page.locator("#m1").fill("40");
            page.locator("#m12").fill("50");
            assertThat(page.locator("#season-preview")).containsText(Pattern.compile("Total.*90"));
            page.locator("#m6").fill("10");
            assertThat(page.locator("#season-preview li")).hasCount(12);
            assertThat(page.locator("#season-preview")).containsText(Pattern.compile("300\\s000"));
            page.locator("#season button.main-action").click();
            assertThat(page.locator("#season header")).containsText("saisie");

            page.locator("#plan").fill("0 / 50");
            page.locator("#start").fill("2026-11-16");
            assertThat(page.locator("#ramp-preview li")).hasCount(3);
            assertThat(page.locator("#ramp-preview")).containsText(Pattern.compile("26\\s%"));
            page.locator("#ramp button.main-action").click();
            page.locator("#ramp a[href^='/settings/targets/members/']").first().click();
            assertThat(page.locator("h1")).containsText("Sami Vidal");
            page.locator("#starts_on").fill("2026-11-16");
            assertThat(page.locator("#ramp-preview li")).hasCount(3);
            judge(visitor);
            page.locator("form.panel button.main-action").click();
            assertThat(page.locator("#ramp")).containsText("16 janv.".replace(' ', '\u00a0'));

            page.navigate("/targets?role=ae&period=2026");
            page.locator("#t-member-" + sami.member() + "-bookings").fill("120000");
            var months = page.locator("#months-member-" + sami.member());
            // December is half of the year, of which somebody in the second half of their first months reaches 8/31.
            assertThat(months).containsText(Pattern.compile("15\\s483"));
            assertThat(months).containsText(Pattern.compile("26\\s%\\sattendus"));
            judge(visitor);
            visitor.see(390, ColorScheme.LIGHT);
            judge(visitor);
            page.navigate("/settings/targets?figure=bookings&role=ae");
            judge(visitor);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void judge(Visitor visitor) {
        assertThat(visitor.scrollsSideways()).isFalse();
        assertThat(Axe.violations(visitor.page())).isEmpty();
    }
}
