package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** From the list of customers to the reasons of one, and on to what is done about it. */
@DiaboloTest
class HealthInBrowserTest {
    private final ApplicationContext application;

    HealthInBrowserTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void from_the_list_over_the_reasons_to_the_task(Given given) {
        var pages = new HealthPages(application, given);
        var company = pages.company();
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/account-health?filter[band]=risk");
            page.locator("table a", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Forges de Vire"))
                    .first()
                    .click();
            assertThat(page).hasURL(java.util.regex.Pattern.compile("/companies/" + company + "/health$"));
            assertThat(page.locator("#risk")).containsText("Demander pourquoi");
            judge(visitor);
            page.locator("#risk form button").first().click();
            assertThat(page.locator("#risk li").first()).containsText("faite");
            page.navigate("/companies/" + company);
            assertThat(page.locator(".record-side svg").first()).isVisible();
            judge(visitor);
            visitor.see(390, ColorScheme.DARK);
            for (var path : pages.addresses()) {
                page.navigate(path);
                judge(visitor);
            }
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void judge(Visitor visitor) {
        assertThat(visitor.scrollsSideways()).isFalse();
        assertThat(Axe.violations(visitor.page())).isEmpty();
    }
}
