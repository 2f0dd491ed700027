package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.offers.AnOffer;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A sheet that saves what is left: nothing typed is lost by whoever leaves the page right from a field. */
@DiaboloTest
class SheetLeftInBrowserTest {
    private final ApplicationContext application;
    private final DSLContext sql;

    SheetLeftInBrowserTest(ApplicationContext application, DSLContext sql) {
        this.application = application;
        this.sql = sql;
    }

    @Test
    void a_link_waits_until_the_answer_is_kept_and_a_closed_tab_sends_it(Given given) {
        var world = AnOffer.of(given, application);
        var path = "/opportunities/" + world.opportunity;
        try (var visitor = Visitor.signedIn(application, given, world.ae, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate(path + "/sheet");
            var pains = page.locator("[name='pains.value']");
            pains.pressSequentially("Trois pannes");
            page.keyboard().press("Control+Enter");
            var impact = page.locator("[name='impact.value']");
            // Longer than the first field's saving takes.
            impact.pressSequentially("Quarante heures perdues par mois, à deux équipes", typing(25));
            page.locator("#sheet a[href='" + path + "']").click();
            assertThat(page.locator("h1")).hasText("Atelier Brest – équipement");
            assertThat(answer(given, world.opportunity, "pains")).isEqualTo("Trois pannes");
            assertThat(answer(given, world.opportunity, "impact"))
                    .isEqualTo("Quarante heures perdues par mois, à deux équipes");

            // What can't be taken is said before the page goes; who leaves all the same may.
            page.navigate(path + "/sheet");
            page.locator("[name='amount.value']").pressSequentially("beaucoup");
            page.locator("#sheet a[href='" + path + "']").click();
            assertThat(page.locator("#amount .fault")).isVisible();
            page.locator("#sheet a[href='" + path + "']").click();
            assertThat(page.locator("h1")).hasText("Atelier Brest – équipement");

            page.navigate(path + "/sheet");
            page.locator("[name='deployment.value']").pressSequentially("Deux sites");
            page.navigate("about:blank");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> answer(given, world.opportunity, "deployment").equals("Deux sites"));
        }
    }

    private static com.microsoft.playwright.Locator.PressSequentiallyOptions typing(int delay) {
        return new com.microsoft.playwright.Locator.PressSequentiallyOptions().setDelay(delay);
    }

    private String answer(Given given, UUID opportunity, String question) {
        return given.in(() -> String.valueOf(sql.fetchValue(
                "select value from sheet_answer where subject_id = ? and question = ? order by at desc limit 1",
                opportunity,
                question)));
    }
}
