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

/**
 * A founder with four people answers eight questions, sees the map with two holes, opens a position for the larger one, gets a job
 * description that a recruiter would publish, and the search strings.
 */
@DiaboloTest
class FounderDrawsTheTeamTest {
    private final ApplicationContext application;

    FounderDrawsTheTeamTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void from_eight_questions_to_a_job_description_and_its_search_strings(Given given) {
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

            var position = page.url();
            advertise(visitor);
            page.navigate(position);
            page.locator("#main a[href='/roles/account-manager#search']").click();
            assertThat(page.locator("#search-linkedin"))
                    .hasValue(Pattern.compile("account manager", Pattern.CASE_INSENSITIVE));
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
            // The browser says so itself when an answer is a refusal, as the one without pay is.
            assertThat(visitor.complaints())
                    .filteredOn(complaint -> !complaint.contains("422"))
                    .isEmpty();
        }
    }

    /** The text is there at once; what the law wants is asked for, and then it stands on a public page. */
    private static void advertise(Visitor visitor) {
        var page = visitor.page();
        page.locator("#main a[href$='/job-descriptions/new']").click();
        page.locator("form.panel button.main-action").click();
        assertThat(page).hasURL(Pattern.compile("/job-descriptions/[0-9a-f-]{36}$"));
        assertThat(page.locator("h1")).containsText("Account manager");
        var advert = page.locator(".advert");
        for (var part : new String[] {"missions", "goals", "colleagues", "profile", "process", "legal"}) {
            assertThat(advert.locator("#" + part)).not().isEmpty();
        }
        assertThat(advert).not().containsText("??");
        assertThat(advert.locator("#missions li")).not().hasCount(0);
        judge(visitor);

        // Without a range of pay nothing is published.
        page.locator("form[action$='/publication'] button").click();
        assertThat(page.locator("[role='alert']").first()).containsText("Rémunération");
        page.locator("#salary_min").fill("42 000");
        page.locator("#salary_max").fill("50 000");
        page.locator("#city").fill("Lyon");
        page.locator(".advert-terms button.main-action").click();
        page.locator("form[action$='/publication'] button").click();
        var address = page.locator("dd a[href*='/j/']");
        assertThat(address).hasCount(1);
        assertThat(page.locator("#main a[href^='/roles/account-manager?language=fr']"))
                .hasCount(1);
        page.navigate(address.getAttribute("href").replaceFirst("^https?://[^/]+", ""));
        assertThat(page.locator("h1")).containsText("Account manager");
        assertThat(page.locator("body")).containsText(Pattern.compile("42\\s000"));
        assertThat(page.locator("script[type='application/ld+json']")).hasCount(1);
        judge(visitor);
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
