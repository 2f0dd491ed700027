package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A founder with four people answers eight questions, sees the map with two holes, and opens a position for the larger one. */
@DiaboloTest
class FounderDrawsTheTeamTest {
    private final ApplicationContext application;

    FounderDrawsTheTeamTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void from_eight_questions_to_a_position_for_the_larger_hole(Given given) {
        var founder = given.administrator();
        given.member("Léa Martin");
        given.member("Tom Girard");
        given.member("Nadia Roy");
        given.member("Hugo Petit");
        try (var visitor = Visitor.signedIn(application, given, founder, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/organisation");
            page.locator("#main a[href='/organisation/questions']").first().click();
            assertThat(page.locator("form.team-questions fieldset")).hasCount(8);
            tick(page, "prospects", "Léa Martin");
            tick(page, "inbound", "Tom Girard");
            page.locator("#q-discovery input[value='presales']").check();
            tick(page, "closes", "Claire Fontaine");
            tick(page, "onboards", "Nadia Roy");
            // Nobody supports, and nobody renews.
            tick(page, "keeps", "Hugo Petit");
            page.locator("form.team-questions button.main-action").click();

            assertThat(page).hasURL(Pattern.compile("/organisation/coverage$"));
            var holes = page.locator("[data-finding='hole']");
            assertThat(holes).hasCount(2);
            // Growth takes more hours of each customer than support does.
            assertThat(holes.first()).containsText("Croissance");
            assertThat(holes.last()).containsText("En service");
            assertThat(page.locator(".cover-map tbody tr").last().locator("td").first())
                    .hasClass("hole");
            judge(visitor);

            holes.first().locator("a.btn").click();
            assertThat(page).hasURL(Pattern.compile("/positions/new\\?role=account-manager"));
            assertThat(page.locator("#f-role")).hasValue("account-manager");
            assertThat(page.locator("#f-stages input[value='growth']")).isChecked();
            page.locator("#f-name").fill("Account manager PME");
            page.locator("form.wide button.main-action").click();
            assertThat(page).hasURL(Pattern.compile("/positions/[0-9a-f-]{36}$"));
            assertThat(page.locator("h1")).containsText("Account manager PME");
            judge(visitor);

            page.navigate("/organisation/coverage");
            // It is still a hole, but somebody is looked for.
            assertThat(holes.first().locator("a.btn"))
                    .hasAttribute("href", Pattern.compile("^/positions/[0-9a-f-]{36}$"));
            assertThat(page.locator(".cover-map tbody tr").last().locator("td").first())
                    .hasClass("coming");
            page.navigate("/organisation");
            assertThat(page.locator(".seat.vacant")).containsText("Account manager PME");
            judge(visitor);
            visitor.see(390, ColorScheme.LIGHT);
            for (var path : new String[] {"", "/coverage", "/roles", "/questions", "/capacity"}) {
                page.navigate("/organisation" + path);
                judge(visitor);
            }
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void tick(Page page, String question, String name) {
        page.locator("#q-" + question)
                .locator("label.check", new Locator.LocatorOptions().setHasText(name))
                .locator("input")
                .check();
    }

    private static void judge(Visitor visitor) {
        assertThat(visitor.scrollsSideways()).isFalse();
        assertThat(Axe.violations(visitor.page())).isEmpty();
    }
}
