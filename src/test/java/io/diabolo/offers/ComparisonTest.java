package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Two versions of a quote side by side. */
@DiaboloTest
class ComparisonTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;

    ComparisonTest(ApplicationContext application, MockMvcTester mvc, Quotes quotes) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
    }

    @Test
    void what_was_added_taken_away_and_changed_is_told(Given given) {
        var world = AnOffer.of(given, application);
        var first = world.quote();
        world.option(first);
        world.sent(first);
        var second = world.in(() -> quotes.revise(first, world.ae).quote());
        assertThat(Comparison.of(world.get(first), world.get(second)).lines()).isEmpty();
        var draft = world.get(second);
        var form = QuoteForm.of(draft);
        form.put("lines.0.quantity", "12");
        form.put("lines.1.remove", "true");
        form.put("intro", "Comme convenu.");
        form.put("discount", "5");
        var lines =
                new java.util.ArrayList<>(QuoteForm.read(draft, form).quote().lines());
        lines.add(TotalsTest.line("2", "100", 0, 2_000, null));
        world.in(() -> quotes.save(second, QuoteForm.read(draft, form).quote().with(lines), draft.version(), world.ae));

        var comparison = Comparison.of(world.get(first), world.get(second));
        assertThat(comparison.lines())
                .extracting(change -> change.kind() + " " + change.name())
                .containsExactly("CHANGED Licence", "ADDED x", "REMOVED Mise en service");
        assertThat(comparison.same()).isEqualTo(1);
        assertThat(comparison.texts()).extracting(Comparison.Text::field).containsExactly("intro", "discount");
        assertThat(mvc.get().uri("/quotes/" + second + "/comparison").with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Version 1 et version 2", "12 × 49,90", "Retirée", "Comme convenu.", "1\u00a0798,80");
        assertThat(mvc.get().uri("/quotes/" + second).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("/comparison?with=" + first);
        assertThat(mvc.get()
                        .uri("/api/v1/quotes/" + second + "/comparison?with=" + first)
                        .header("Authorization", given.bearer(world.ae, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"removed\"", "\"same_lines\":1", "1798.80");
        var foreign = world.quote();
        assertThat(mvc.get()
                        .uri("/quotes/" + second + "/comparison?with=" + foreign)
                        .with(given.signedIn(world.ae)))
                .hasStatus(404);
        var other = given.memberWhoSeesOwn("Nora Petit", "ae");
        assertThat(mvc.get().uri("/quotes/" + second + "/comparison").with(given.signedIn(other)))
                .hasStatus(404);
    }
}
