package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.records.SlowCounts;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** All that match a list, beyond the page that shows the first of them. */
@DiaboloTest
class ListSelectionTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    ListSelectionTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void all_that_match_get_a_value_and_the_old_ones_come_back(Given given) {
        given.run(() -> sql.execute("""
                insert into company (name, city, industry)
                select 'Atelier ' || n, case when n <= 70 then 'Brest' else 'Niort' end, 'Bois' from generate_series(1, 90) n
                """));
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/companies?filter[city]=Brest");
            page.locator("[data-pick-page]").check();
            page.locator("[data-pick-all]").click();
            assertThat(page.locator("[data-bulk-count]")).containsText("70");
            page.locator("#bulk-field").selectOption("industry");
            page.locator("button[value=edit]").click();
            page.locator("#bulk-value").fill("Métal");
            page.locator("form.form button.main-action").click();
            assertThat(page.locator("h1")).isVisible();
            assertThat(industry(given, "Métal")).isEqualTo(70);

            page.locator(".toast form button, form[action$=reversal] button")
                    .first()
                    .click();
            assertThat(page.locator("h1")).isVisible();
            page.waitForURL(url -> url.contains("/changes/"));
            assertThat(industry(given, "Bois")).isEqualTo(90);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_number_that_takes_longer_comes_after_the_page_by_itself_and_is_exact(Given given) {
        given.run(() -> sql.execute("""
                insert into company (name, city)
                select 'Atelier ' || n, case when n <= 70 then 'Brest' else 'Niort' end from generate_series(1, 90) n
                """));
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT);
                var _ = new SlowCounts(application)) {
            var page = visitor.page();
            var first = page.navigate("/companies?filter[city]=Brest").text();
            assertThat(first).contains("Atelier ", "<small class=\"num\">…</small>", "counted=true");
            assertThat(page.locator("h1 small")).hasText("70");
            assertThat(page.url()).doesNotContain("counted");
            assertThat(page.locator("tbody tr").first()).containsText("Atelier");
            // It can be worked with at once, and with all that match once their number is there.
            page.locator("[data-pick-page]").check();
            page.locator("[data-pick-all]").click();
            assertThat(page.locator("[data-bulk-count]")).containsText("70");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private int industry(Given given, String industry) {
        return given.in(() -> sql.fetchCount(sql.selectFrom("company").where("industry = ?", industry)));
    }
}
