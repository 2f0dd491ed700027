package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A file is given, looked at section by section, taken over in part, and taken back. */
@DiaboloTest
class ConfigurationInBrowserTest {
    private static final String FILE = """
            {"format": "diabolo-configuration", "version": 1, "sections": {
              "sla_policies": {"Grands comptes": {"position": 10, "segment": "enterprise", "first_minutes": 30}},
              "mail_templates": {"Relance": {"subject_fr": "Suite à notre échange", "body_fr": "Bonjour,"}},
              "calendar": {"working_time": {"week": {"monday": "huit heures"}, "country": "FR", "region": "",
                "closing_days": {}}}}}
            """;
    private final ApplicationContext application;

    ConfigurationInBrowserTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void upload_compare_apply_and_take_back(Given given) {
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/settings/configuration");
            judge(visitor);
            give(visitor, "{\"format\": \"other\"}");
            assertThat(page.locator("[role=alert]")).containsText("diabolo-configuration");
            give(visitor, FILE);
            assertThat(page).hasURL(Pattern.compile("/settings/configuration/imports/[0-9a-f-]{36}$"));
            assertThat(page.locator(".notice.danger code").first())
                    .containsText("sections.calendar.working_time.week.monday");
            assertThat(page.locator("#section-calendar input[name=section]")).hasCount(0);
            assertThat(page.locator("#section-sla_policies")).containsText("Grands comptes");
            assertThat(page.locator("#section-sla_policies ins").first()).isVisible();
            judge(visitor);
            page.locator("#section-mail_templates input[name=section]").uncheck();
            page.locator("form button.main-action").click();
            assertThat(page.locator("main")).containsText("Niveaux de service");
            judge(visitor);
            page.navigate("/settings/configuration/changes?section=sla_policies");
            page.locator("details summary.btn").first().click();
            assertThat(page.locator(".differences").first()).containsText("first_minutes");
            judge(visitor);
            visitor.see(390, ColorScheme.DARK);
            for (var path : new String[] {"/settings/configuration", "/settings/configuration/changes"}) {
                page.navigate(path);
                judge(visitor);
            }
            page.navigate("/settings/configuration");
            page.locator("a[href*='/settings/configuration/imports/']").first().click();
            judge(visitor);
            page.locator("a[href^='/changes/']").first().click();
            page.locator("form[action$='/reversal'] button").first().click();
            page.navigate("/settings/configuration");
            assertThat(page.locator("main")).containsText("Annulé");
            assertThat(visitor.complaints().stream()
                            .filter(one -> !one.contains("422"))
                            .toList())
                    .isEmpty();
        }
    }

    private static void give(Visitor visitor, String file) {
        visitor.page()
                .locator("#file")
                .setInputFiles(new FilePayload(
                        "configuration.json", "application/json", file.getBytes(StandardCharsets.UTF_8)));
        visitor.page().locator("form[enctype] button.main-action").click();
    }

    private static void judge(Visitor visitor) {
        assertThat(visitor.scrollsSideways()).isFalse();
        assertThat(Axe.violations(visitor.page())).isEmpty();
    }
}
