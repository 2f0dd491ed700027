package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.importing.Imports;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Every page that an administrator can open: readable for everybody, light, quiet, and narrow enough for a phone. */
@DiaboloTest
class EveryPageTest {
    private static final long FIRST = 150_000;
    private static final long AFTERWARDS = 30_000;

    private final ApplicationContext application;

    EveryPageTest(ApplicationContext application) {
        this.application = application;
    }

    /** Each page is loaded once and looked at in three ways; between light and dark only colours differ. */
    @Test
    void every_page_is_readable_in_light_in_the_dark_and_on_a_phone(Given given) {
        var softly = new SoftAssertions();
        var pages = new EveryAddress(application, given).all();
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var cookies = visitor.page().context().cookies();
            // Half of the pages in a browser of their own, on the machine's other core.
            var half = pages.size() / 2;
            var others = CompletableFuture.supplyAsync(() -> {
                try (var other = Visitor.withCookies(application, cookies, 1440, ColorScheme.LIGHT)) {
                    other.page().navigate("/");
                    return seen(other, pages.subList(half, pages.size()));
                }
            });
            softly.assertAlso(seen(visitor, pages.subList(0, half)));
            softly.assertAlso(others.join());
        }
        try (var visitor = Visitor.unknown(application, 1440, ColorScheme.LIGHT)) {
            visitor.page().navigate("/sign-in");
            softly.assertThat(visitor.weight()).as("bytes of the first page").isLessThan(FIRST);
            look(softly, visitor, "/sign-in");
        }
        softly.assertAll();
    }

    /** What is wrong with these pages; the visitor has already loaded what every page shares. */
    private static SoftAssertions seen(Visitor visitor, List<String> pages) {
        var softly = new SoftAssertions();
        for (var path : pages) {
            var answer = visitor.page().navigate(path);
            var status = answer == null ? 0 : answer.status();
            softly.assertThat(status).as(path).isEqualTo(path.startsWith("/nothing") ? 404 : 200);
            softly.assertThat(visitor.weight()).as("bytes of %s", path).isLessThan(AFTERWARDS);
            look(softly, visitor, path);
        }
        softly.assertThat(visitor.complaints())
                .filteredOn(complaint -> !complaint.contains("/nothing"))
                .isEmpty();
        return softly;
    }

    private static void look(SoftAssertions softly, Visitor visitor, String path) {
        visitor.see(1440, ColorScheme.LIGHT);
        judge(softly, visitor, path, Axe.violations(visitor.page()), "at 1440 in light");
        visitor.see(1440, ColorScheme.DARK);
        judge(softly, visitor, path, Axe.contrasts(visitor.page()), "at 1440 in the dark");
        visitor.see(390, ColorScheme.LIGHT);
        judge(softly, visitor, path, Axe.violations(visitor.page()), "at 390 in light");
    }

    private static void judge(
            SoftAssertions softly, Visitor visitor, String path, List<String> violations, String how) {
        softly.assertThat(visitor.scrollsSideways())
                .as("%s scrolls sideways %s", path, how)
                .isFalse();
        softly.assertThat(violations).as("%s %s", path, how).isEmpty();
    }

    @Test
    void the_home_page_comes_whole_within_its_weight(Given given, Imports imports) {
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.upload(PipelineSet.small(20).uploads(), Imports.Order.yesNow(), given.administrator()));
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var session = visitor.page().context().cookies();
            try (var fresh = Visitor.withCookies(application, session, 1440, ColorScheme.LIGHT)) {
                fresh.page().navigate("/");
                assertThat(fresh.page().locator("svg.wide").isVisible()).isTrue();
                assertThat(fresh.weight()).isLessThan(FIRST);
            }
        }
    }
}
