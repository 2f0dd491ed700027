package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.Diabolo;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.testkit.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

/** Two servers on one database, as behind a balancer: what is moved on one is seen on a page that the other serves. */
@DiaboloTest
class TwoServersTest {
    private final ApplicationContext first;
    private final Records records;
    private final RecordTypes types;

    TwoServersTest(ApplicationContext first, Records records, RecordTypes types) {
        this.first = first;
        this.records = records;
        this.types = types;
    }

    private UUID deal(Given given, String name) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> records.create(types.byPlural("opportunities"), Map.of("name", name), given.administrator())
                        .record()
                        .id());
    }

    private static Locator in(Page page, String stage, UUID deal) {
        return page.locator("#cell-" + stage + " #card-" + deal);
    }

    @Test
    void a_card_moved_on_one_server_moves_on_a_board_of_the_other(Given given) {
        var deal = deal(given, "Suivi de production");
        var ines = given.member("Inès Lambert", "ae");
        try (var second = new SpringApplicationBuilder(Diabolo.class, Given.Kit.class)
                        .initializers(new TestDatabase())
                        .properties("server.port=0", "spring.main.banner-mode=off")
                        .run();
                var mover = Visitor.signedIn(first, given, ines, 1440, ColorScheme.LIGHT);
                var before = Visitor.signedIn(first, given, given.administrator(), 1440, ColorScheme.LIGHT);
                // The balancer sends who signed in on one to the other.
                var looker = Visitor.withCookies(second, before.page().context().cookies(), 1440, ColorScheme.LIGHT)) {
            assertThat(second.getEnvironment().getProperty("local.server.port"))
                    .isNotEqualTo(first.getEnvironment().getProperty("local.server.port"));
            mover.page().navigate("/opportunities/board");
            looker.page().navigate("/opportunities/board");
            assertThat(in(looker.page(), "discovery", deal)).isVisible();

            in(mover.page(), "discovery", deal).locator(".card-name").focus();
            mover.page().keyboard().press("Shift+ArrowRight");
            assertThat(in(mover.page(), "proposal", deal)).isVisible();
            assertThat(in(looker.page(), "proposal", deal)).isVisible();

            // And the other way round.
            in(looker.page(), "proposal", deal).locator(".card-name").focus();
            looker.page().keyboard().press("Shift+ArrowRight");
            assertThat(in(mover.page(), "closing", deal)).isVisible();
            assertThat(mover.complaints()).isEmpty();
            assertThat(looker.complaints()).isEmpty();
        }
    }
}
