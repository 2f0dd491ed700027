package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Four linked files dropped on the page become the funnel, and one click takes them back. */
@DiaboloTest
class DroppedFilesTest {
    /** Of these tests alone: others share the browser. */
    private static final double PATIENCE = 240_000;

    private final ApplicationContext application;
    private final JsonMapper json;

    DroppedFilesTest(ApplicationContext application, JsonMapper json) {
        this.application = application;
        this.json = json;
    }

    @Test
    void generated_files(Given given) {
        dropAnswerApplyAndUndo(given, PipelineSet.small(6));
    }

    @Test
    void the_public_pipeline_set(Given given) {
        var real = PipelineSet.real();
        assumeTrue(real != null, "the public set isn't here");
        if (real != null) {
            dropAnswerApplyAndUndo(given, real);
        }
    }

    private void dropAnswerApplyAndUndo(Given given, PipelineSet set) {
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            drop(page, set);
            var question = page.locator("#import-questions select");
            assertThat(question).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
            assertThat(page.locator("#import-questions label[for]")).containsText("GTXPro");
            assertThat(question.inputValue()).isEqualTo("GTX Pro");
            page.locator("#import-questions button").click();
            page.locator("form[action$='/application'] button").click();
            assertThat(page.locator("#import-outcome"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
            assertThat(page.locator(".fault")).hasCount(0);
            var address = page.url();

            figuresAgree(page, set);

            page.navigate(address);
            page.locator("form[action$='/reversal'] button").click();
            assertThat(page.locator("form[action$='/reversal']"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
            assertThat(page.locator("#import .badge"))
                    .hasText("Annulé", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
            nothingIsLeft(page);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    /** As a hand does it: the files fall on the zone together. */
    private static void drop(Page page, PipelineSet set) {
        page.navigate("/imports");
        var files = page.evaluateHandle("""
                files => {
                  const dropped = new DataTransfer()
                  for (const [name, text] of Object.entries(files)) dropped.items.add(new File([text], name))
                  return dropped
                }""", set.files());
        page.dispatchEvent("[data-drop]", "drop", Map.of("dataTransfer", files));
        page.waitForURL(Pattern.compile("/imports/[0-9a-f-]{36}$"));
    }

    private void figuresAgree(Page page, PipelineSet set) {
        assertThat(shown(page, "/companies")).isEqualTo(set.companies());
        assertThat(shown(page, "/opportunities")).isEqualTo(set.deals());
        assertThat(shown(page, "/opportunities?filter[stage]=won")).isEqualTo(set.won());
        assertThat(shown(page, "/opportunities?filter[stage]=lost")).isEqualTo(set.lost());
        assertThat(asked(page, "/api/v1/opportunities/count", "/count")).isEqualTo(set.deals());
        assertThat(asked(page, "/api/v1/opportunities/count?filter[stage]=won", "/count"))
                .isEqualTo(set.won());
        assertThat(asked(page, "/api/v1/funnel", "/stages/6/reached")).isEqualTo(set.won());
        assertThat(asked(page, "/api/v1/funnel", "/stages/3/reached")).isEqualTo(set.prospecting());
        assertThat(asked(page, "/api/v1/funnel", "/stages/4/reached")).isEqualTo(set.deals() - set.prospecting());
        page.navigate("/");
        var reached = page.locator("svg.wide a .stage-count").allTextContents().stream()
                .map(DroppedFilesTest::number)
                .toList();
        assertThat(reached.get(4)).isEqualTo(set.deals() - set.prospecting());
        assertThat(reached.get(6)).isEqualTo(set.won());
        assertThat(page.locator("svg.wide .exit-label").allTextContents().stream()
                        .mapToLong(DroppedFilesTest::number)
                        .sum())
                .isEqualTo(set.lost());
    }

    private void nothingIsLeft(Page page) {
        for (var plural : List.of("companies", "people", "leads", "opportunities", "products")) {
            assertThat(asked(page, "/api/v1/" + plural + "/count", "/count"))
                    .as(plural)
                    .isZero();
        }
        for (var stage = 0; stage < 10; stage++) {
            assertThat(asked(page, "/api/v1/funnel", "/stages/" + stage + "/reached"))
                    .isZero();
        }
        page.navigate("/");
        assertThat(page.locator("a.main-action[href='/imports']")).isVisible();
    }

    private static long shown(Page page, String path) {
        page.navigate(path);
        // A count that takes a moment comes after the page.
        assertThat(page.locator("h1 small")).containsText(Pattern.compile("\\d"));
        return number(page.locator("h1 small").textContent());
    }

    private long asked(Page page, String path, String pointer) {
        var answer = page.request().get(path);
        assertThat(answer.status()).isEqualTo(200);
        return json.readTree(answer.text()).at(pointer).asLong(-1);
    }

    private static long number(String text) {
        return Long.parseLong(
                text.replaceAll("(?<=\\d)[\\u00a0\\u202f,](?=\\d)", "").replaceAll("(?s)^\\D*(\\d+).*$", "$1"));
    }
}
