package io.diabolo.acceptance;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Axe on the page as it stands. Its script goes to a page once, however often that is looked at, and only what is wrong comes
 * back: what is right is as long as the page itself, with a selector sought for every element.
 */
final class Axe {
    private static final String SCRIPT = script();
    /** Each rule that is broken, with the first three elements that break it. */
    private static final String RUN = """
            async runOnly => {
              const found = await axe.run(document, { runOnly, resultTypes: ['violations'], iframes: false })
              return found.violations.map(rule => rule.id + ' ' + rule.nodes.slice(0, 3).map(node => node.target + ' ' + node.html))
            }""";

    private Axe() {}

    /** All that WCAG 2.2 AA asks for, as far as a program can tell. */
    static List<String> violations(Page page) {
        return run(page, "tag", List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"));
    }

    /** Between light and dark only colours differ. */
    static List<String> contrasts(Page page) {
        return run(page, "rule", List.of("color-contrast"));
    }

    private static List<String> run(Page page, String type, List<String> values) {
        if (!Boolean.TRUE.equals(page.evaluate("typeof axe === 'object'"))) {
            page.evaluate(SCRIPT);
        }
        return ((List<?>) page.evaluate(RUN, Map.of("type", type, "values", values)))
                .stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
