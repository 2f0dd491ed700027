package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.field.AVisit;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A visit report that is spoken: what the browser hears for sure is written down, in the language of the page. */
@DiaboloTest
class DictatedVisitReportTest {
    /** Hears what the test says. */
    private static final String LISTENING = """
            window.SpeechRecognition = window.webkitSpeechRecognition = class {
              start() { window.heard = this }
              stop() { this.onend() }
              say(text, isFinal) {
                const result = [{transcript: text}]
                result.isFinal = isFinal
                this.onresult({results: [result], resultIndex: 0})
              }
            }
            """;

    private final ApplicationContext application;

    DictatedVisitReportTest(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void what_is_said_is_written_down_and_sent(Given given) {
        var world = AVisit.of(given, application);
        world.visit("Visite de l’atelier", 10);
        try (var visitor = Visitor.signedIn(application, given, world.seller, 390, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.addInitScript(LISTENING);
            page.navigate("/field");
            page.locator(".visit summary").first().click();
            var button = page.locator("[data-dictate]").first();
            assertThat(button).isVisible();
            var label = button.textContent();
            button.click();
            assertThat(button).not().hasText(label);
            page.evaluate("heard.say('Ils prennent le lot 2', false)");
            assertThat(page.locator("textarea[name=said]").first()).hasValue("");
            page.evaluate("heard.say('Ils prennent le lot 2.', true)");
            page.evaluate("heard.say('Rappeler mardi.', true)");
            assertThat(page.evaluate("heard.lang")).isEqualTo("fr-FR");
            button.click();
            assertThat(button).hasText(label);
            assertThat(page.locator("textarea[name=said]").first()).hasValue("Ils prennent le lot 2. Rappeler mardi.");
            page.locator(".visit-report .main-action").first().click();
            assertThat(page.locator(".visit .badge.ok")).isVisible();
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_browser_that_cannot_listen_offers_nothing(Given given) {
        var world = AVisit.of(given, application);
        world.visit("Visite de l’atelier", 10);
        try (var visitor = Visitor.signedIn(application, given, world.seller, 390, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.addInitScript("delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"
                    + " window.webkitSpeechRecognition = undefined");
            page.navigate("/field");
            page.locator(".visit summary").first().click();
            assertThat(page.locator("[data-dictate]").first()).isHidden();
        }
    }
}
