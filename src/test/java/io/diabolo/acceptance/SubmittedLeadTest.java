package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.clocks.Sweep;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A visitor asks for a demo in one browser; in another the one whose turn it is sees it, and is held to five minutes. */
@DiaboloTest
class SubmittedLeadTest {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Sweep sweep;

    SubmittedLeadTest(ApplicationContext application, DSLContext sql, Records records, RecordTypes types, Sweep sweep) {
        this.application = application;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.sweep = sweep;
    }

    private String form(Given given) {
        var id = WorkspaceScope.in(
                given.workspace(),
                () -> records.create(
                                types.byPlural("forms"),
                                Map.of("name", "Demander une démo", "state", "open"),
                                given.administrator())
                        .record()
                        .id());
        return given.in(
                () -> sql.fetchSingle("select key from form where id = ?", id).get(0, String.class));
    }

    private List<String> told(Given given, Actor who) {
        return given.in(() -> sql.select(NOTIFICATION.KIND)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(who.member().value()))
                .fetch(NOTIFICATION.KIND));
    }

    @Test
    void the_lead_stands_there_within_two_seconds_is_passed_on_and_then_the_manager_is_told(Given given) {
        var ines = given.member("Inès Roy", "bdr");
        var paul = given.member("Paul Noir", "bdr");
        var key = form(given);
        try (var bdr = Visitor.signedIn(application, given, ines, 1440, ColorScheme.LIGHT);
                var stranger = Visitor.unknown(application, 1440, ColorScheme.LIGHT)) {
            bdr.page().navigate("/desk/bdr");
            fill(stranger.page(), key);
            stranger.page().locator("form button").click();
            var shown = bdr.page().locator("#queue li", new Page.LocatorOptions().setHasText("Léa Martin"));
            assertThat(shown).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2_000));
            assertThat(stranger.page().locator("h1")).hasText("Merci !");
            assertThat(shown.locator(".clock")).isVisible();
            shown.locator("a").click();
            // Why it came to her: the rule in words, and among how many it was her turn.
            assertThat(bdr.page().locator("#main aside")).containsText("C’était votre tour parmi 2 membres");
            assertThat(bdr.page().locator("#main aside .clock").first()).isVisible();
            bdr.page().locator(".middle h2 a").click();
            assertThat(bdr.page().locator(".clock").first()).isVisible();
            assertThat(bdr.page().locator("body")).containsText("Demander une démo");
            assertThat(stranger.complaints()).isEmpty();
            assertThat(bdr.complaints()).isEmpty();
        }
        nobodyActs(given, ines, paul);
    }

    /** Slower than a program, and readable for everybody. */
    private static void fill(Page page, String key) {
        page.navigate("/f/" + key + "?utm_source=salon");
        var found = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                .analyze();
        assertThat(found.getViolations()).extracting(rule -> rule.getId()).isEmpty();
        page.getByLabel("Prénom", new Page.GetByLabelOptions().setExact(false)).fill("Léa");
        page.locator("[name=last_name]").fill("Martin");
        page.locator("[name=email]").fill("lea.martin@brest.example");
        page.locator("[name=message]").fill("Nous sommes douze commerciaux.");
        page.waitForTimeout(2_100);
    }

    private void nobodyActs(Given given, Actor ines, Actor paul) {
        var clock = given.in(() -> sql.selectFrom(CLOCK).fetchSingle());
        assertThat(clock.getBudget()).isEqualTo(5);
        assertThat(clock.getUnit()).isEqualTo("minutes");
        var first = owner(given);
        var next = first.equals(ines.member().value()) ? paul : ines;
        WorkspaceScope.run(
                given.workspace(), () -> sweep.here(clock.getDueAt().toInstant().plusSeconds(1)));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(owner(given)).isEqualTo(next.member().value());
            assertThat(told(given, next)).contains("lead-rerouted");
        });
        assertThat(told(given, given.administrator())).isEmpty();
        WorkspaceScope.run(
                given.workspace(),
                () -> sweep.here(clock.getEscalateAt().toInstant().plusSeconds(1)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(told(given, given.administrator())).containsExactly("clock-escalated"));
    }

    private UUID owner(Given given) {
        return given.in(() -> sql.select(LEAD.OWNER_ID).from(LEAD).fetchSingle().value1());
    }
}
