package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A BDR's desk in a real browser: what comes in shows by itself, and the day is done by keys. */
@DiaboloTest
class DeskInBrowserTest {
    private final ApplicationContext application;
    private final Records records;
    private final RecordTypes types;

    DeskInBrowserTest(ApplicationContext application, Records records, RecordTypes types) {
        this.application = application;
        this.records = records;
        this.types = types;
    }

    private void lead(Given given, Actor owner, String name, String channel) {
        WorkspaceScope.run(
                given.workspace(),
                () -> records.create(
                        types.byPlural("leads"),
                        Map.of(
                                "last_name",
                                name,
                                "channel",
                                channel,
                                "source",
                                "devis",
                                "title",
                                "Directrice achats",
                                "phone",
                                name.equals("Attal") ? "+33639981122" : "+33639981133",
                                "owner",
                                owner.member().toString()),
                        given.administrator()));
    }

    @Test
    void a_lead_that_comes_in_stands_on_the_desk_within_two_seconds(Given given) {
        var bdr = given.member("Inès Lambert", "bdr", "sdr");
        lead(given, bdr, "Attal", "outbound");
        try (var visitor = Visitor.signedIn(application, given, bdr, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/desk/bdr");
            assertThat(page.locator("#queue li")).hasCount(1);
            assertThat(page.locator(".middle h2").first()).hasText("Attal");
            lead(given, bdr, "Fontaine", "inbound");
            assertThat(page.locator("#queue li"))
                    .hasCount(
                            2,
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                    .setTimeout(2_500));
            assertThat(page.locator("#queue li").first()).containsText("Fontaine");
            // What is being read stays where it is.
            assertThat(page.locator(".middle h2").first()).hasText("Attal");
            page.keyboard().press("k");
            assertThat(page.locator(".middle h2").first()).hasText("Fontaine", new LocatorAssertions.HasTextOptions());
            assertThat(page).hasURL(java.util.regex.Pattern.compile("/desk/bdr\\?at=lead-response\\."));
            page.keyboard().press("j");
            assertThat(page.locator(".middle h2").first()).hasText("Attal");
            page.keyboard().press("k");
            assertThat(page.locator(".middle h2").first()).hasText("Fontaine");
            page.keyboard().press("s");
            page.locator("form[action='/queue-snoozes'] button").click();
            assertThat(page.locator("#queue li").first()).not().containsText("due");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void it_is_readable_in_light_in_the_dark_and_on_a_phone(Given given) {
        var bdr = given.member("Inès Lambert", "bdr", "sdr");
        lead(given, bdr, "Attal", "outbound");
        lead(given, bdr, "Fontaine", "inbound");
        try (var visitor = Visitor.signedIn(application, given, bdr, 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/desk/bdr");
            judge(visitor);
            visitor.see(1440, ColorScheme.DARK);
            judge(visitor);
            visitor.see(390, ColorScheme.LIGHT);
            assertThat(page.locator(".middle")).isHidden();
            judge(visitor);
            page.locator("#queue li a").first().click();
            assertThat(page.locator(".middle h2").first()).isVisible();
            assertThat(page.locator("#queue")).isHidden();
            judge(visitor);
        }
    }

    private static void judge(Visitor visitor) {
        assertThat(visitor.scrollsSideways()).isFalse();
        assertThat(Axe.violations(visitor.page())).isEmpty();
    }
}
