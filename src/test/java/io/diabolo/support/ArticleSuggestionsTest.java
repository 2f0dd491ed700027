package io.diabolo.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Articles beside an answer that is being written. */
@DiaboloTest
class ArticleSuggestionsTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;

    ArticleSuggestionsTest(ApplicationContext application, MockMvcTester mvc) {
        this.application = application;
        this.mvc = mvc;
    }

    @Test
    void they_come_from_what_the_customer_wrote_and_say_what_may_be_passed_on(Given given) {
        var desk = new ADesk(given, application);
        desk.in(() -> {
            desk.bean(SupportSettings.class)
                    .save(new SupportSettings.Wanted(null, true, true, 7, true), null, given.administrator());
            return true;
        });
        var open = desk.record(
                "articles",
                Map.of("title_fr", "Vider le cache du navigateur", "body_fr", "Touche F5.", "state", "published"));
        var inner = desk.record(
                "articles",
                Map.of("title_fr", "Cache interne", "body_fr", "Secret.", "state", "published", "audience", "agents"));
        desk.record("articles", Map.of("title_fr", "Bonjour et merci", "body_fr", "Rien.", "state", "published"));
        var id = desk.ticket(
                "Page blanche",
                Map.of(
                        "description",
                        "Bonjour, depuis hier le navigateur garde un vieux cache. Merci d’avance.",
                        "language",
                        "fr"));
        assertThat(mvc.get().uri("/tickets/" + id).with(given.signedIn(desk.ines)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Vider le cache du navigateur",
                        "/articles/" + open + "\" data-hotkey=\"l\"",
                        "/tickets/" + id + "/articles/" + open + "/text",
                        "Cache interne")
                .doesNotContain("/articles/" + inner + "/text")
                .doesNotContain("Bonjour et merci");
        assertThat(mvc.get().uri("/tickets/" + id + "/articles?q=interne").with(given.signedIn(desk.ines)))
                .hasStatusOk()
                .bodyText()
                .contains("Cache interne")
                .doesNotContain("Vider le cache");
        assertThat(mvc.get()
                        .uri("/tickets/" + id + "/articles/" + open + "/text")
                        .with(given.signedIn(desk.ines)))
                .hasStatusOk()
                .bodyText()
                .isEqualTo("Touche F5.");
        assertThat(mvc.get()
                        .uri("/tickets/" + id + "/articles/" + inner + "/text")
                        .with(given.signedIn(desk.ines)))
                .hasStatus(404);
    }

    @Test
    void forms_show_what_is_usual(Given given) {
        var desk = new ADesk(given, application);
        assertThat(mvc.get().uri("/tickets/new").with(given.signedIn(desk.ines)))
                .hasStatusOk()
                .bodyText()
                .contains("<option value=\"normal\" selected>", "<option value=\"phone\" selected>");
        assertThat(mvc.get().uri("/surveys/new").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("<option value=\"nps\" selected>", "value=\"90\"", "value=\"100\"");
    }
}
