package io.diabolo.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.platform.Announcements.Announcement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What the shell's scripts and styles do, in a real browser under {@code default-src 'self'}. */
class BrowserTest {
    private static ConfigurableApplicationContext app;
    private static Playwright playwright;
    private static Browser chromium;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        app = Trial.start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(
                                List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void stop() {
        playwright.close();
        app.close();
    }

    private Page open(String path, int width, ColorScheme scheme) {
        var context = chromium.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 860)
                .setLocale("fr-FR")
                .setColorScheme(scheme)
                .setBaseURL("http://localhost:" + app.getEnvironment().getProperty("local.server.port")));
        context.setDefaultTimeout(10_000);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(path);
        return page;
    }

    @AfterEach
    void nothing_was_complained_about() {
        assertThat(complaints).isEmpty();
    }

    @Test
    void everybody_can_read_and_reach_every_part_in_both_schemes_and_widths() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : List.of(1440, 390)) {
                var page = open("/components", width, scheme);
                // The browser's native file picker can't be styled as a whole, so axe sees its own colours there.
                var found = new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                        .analyze();
                assertThat(found.getViolations())
                        .as("%s at %d", scheme, width)
                        .extracting(rule -> rule.getId() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList())
                        .isEmpty();
                page.context().close();
            }
        }
    }

    @Test
    void the_palette_opens_by_keys_and_goes_where_enter_says() {
        var page = open("/components", 1440, ColorScheme.LIGHT);
        page.keyboard().press("Control+k");
        assertThat(page.locator("#palette")).isVisible();
        page.keyboard().type("marc");
        assertThat(page.locator("#palette-list [role=option]")).hasCount(1);
        assertThat(page.locator("#palette-list [aria-selected=true]")).containsText("Marc Attal");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("components\\?marc$"));
    }

    @Test
    void whoever_types_in_a_search_goes_on_typing_in_the_page_that_comes() {
        var page = open("/components", 1440, ColorScheme.LIGHT);
        var search = page.locator("#main [role=search] input");
        search.click();
        page.keyboard().type("mar");
        assertThat(page).hasURL(Pattern.compile("q=mar$"));
        assertThat(search).isFocused();
        page.keyboard().type("c");
        assertThat(page).hasURL(Pattern.compile("q=marc$"));
        assertThat(search).isFocused();
        assertThat(search).hasValue("marc");
    }

    @Test
    void keys_walk_select_and_go_but_never_while_typing() {
        var page = open("/components?as", 1440, ColorScheme.LIGHT);
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator("[data-bulk]")).isVisible();
        assertThat(page.locator("[data-bulk-count]")).hasText("1 sélectionnée");
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-bulk]")).isHidden();
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("Escape");
        page.locator("#sample-note").click();
        page.keyboard().type("gd j ?");
        assertThat(page.locator("#sample-note")).hasValue("gd j ?");
        assertThat(page.locator("#keys")).isHidden();
        page.locator("#sample-note").blur();
        page.keyboard().press("g");
        page.keyboard().press("d");
        assertThat(page).hasURL(Pattern.compile("/components$"));
    }

    @Test
    void a_range_and_then_all_that_match_can_be_selected() {
        var page = open("/components", 1440, ColorScheme.LIGHT);
        var boxes = page.locator("tbody .pick input");
        boxes.nth(1).click();
        boxes.nth(3)
                .click(new com.microsoft.playwright.Locator.ClickOptions()
                        .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.SHIFT)));
        assertThat(page.locator("[data-bulk-count]")).hasText("3 sélectionnées");
        page.locator("[data-pick-page]").click();
        page.locator("[data-pick-all]").click();
        assertThat(page.locator("[data-everything]")).hasValue("true");
    }

    @Test
    void the_side_bar_changes_the_content_alone_and_back_brings_it_again() {
        var page = open("/components", 1440, ColorScheme.LIGHT);
        page.evaluate("window.kept = true");
        page.locator(".nav a[href='/problems/bad-input']").click();
        assertThat(page.locator("#main h1")).hasText("Saisie à corriger");
        assertThat(page.locator(".nav a[aria-current]")).containsText("Leads");
        assertThat(page.evaluate("window.kept")).isEqualTo(true);
        page.goBack();
        assertThat(page.locator("#main h1")).containsText("Composants");
    }

    @Test
    void on_a_phone_the_navigation_is_a_sheet_and_nothing_scrolls_sideways() {
        var page = open("/components", 390, ColorScheme.LIGHT);
        assertThat(page.locator("#side")).isHidden();
        page.locator("button[popovertarget=side]").click();
        assertThat(page.locator("#side")).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void a_part_fetches_itself_when_its_topic_changes() {
        var page = open("/components", 1440, ColorScheme.LIGHT);
        page.evaluate("""
                const part = document.createElement("p")
                part.id = "part"
                part.setAttribute("hx-get", "/palette?q=claire")
                part.setAttribute("hx-select", "#palette-list")
                part.setAttribute("hx-trigger", "sse:lead-7f")
                document.getElementById("main").append(part)
                htmx.process(part)
                """);
        page.waitForResponse(
                Pattern.compile("/live\\?topics=lead-7f"),
                () -> page.evaluate("document.dispatchEvent(new Event('htmx:load'))"));
        app.getBean(Live.class).pass(new Announcement(Trial.WORKSPACE, "lead-8f"));
        app.getBean(Live.class).pass(new Announcement(Trial.WORKSPACE, "lead-7f"));
        assertThat(page.locator("#part")).containsText("Claire Fontaine");
    }
}
