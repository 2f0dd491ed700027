package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Moved;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The board in a browser: moved by mouse and keyboard, alive, and safe when two move one card. */
@DiaboloTest
class BoardInBrowserTest {
    private final ApplicationContext application;
    private final Records records;
    private final RecordTypes types;
    private final Opportunities opportunities;

    BoardInBrowserTest(
            ApplicationContext application, Records records, RecordTypes types, Opportunities opportunities) {
        this.application = application;
        this.records = records;
        this.types = types;
        this.opportunities = opportunities;
    }

    private UUID deal(Given given, String name) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> records.create(types.byPlural("opportunities"), Map.of("name", name), given.administrator())
                        .record()
                        .id());
    }

    private void move(Given given, UUID deal, Stage stage, Actor me) {
        assertThat(WorkspaceScope.in(given.workspace(), () -> opportunities.move(deal, stage, null, me)))
                .isInstanceOf(Moved.Done.class);
    }

    private static Locator in(Page page, String stage, UUID deal) {
        return page.locator("#cell-" + stage + " #card-" + deal);
    }

    private static void lift(Page page, Locator card) {
        var box = card.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height - 8);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2 + 30, box.y + box.height);
    }

    private static void dropOn(Page page, Locator target) {
        var box = target.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + Math.min(30, box.height / 2));
        page.mouse().up();
    }

    @Test
    void a_card_goes_where_it_is_dropped_and_where_keys_send_it(Given given) {
        var deal = deal(given, "Suivi de production");
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/opportunities/board");
            lift(page, in(page, "discovery", deal));
            dropOn(page, page.locator("#cell-proposal"));
            assertThat(in(page, "proposal", deal)).isVisible();
            assertThat(page.locator(".toast")).containsText("Proposition");

            in(page, "proposal", deal).locator(".card-name").focus();
            page.keyboard().press("Shift+ArrowRight");
            assertThat(in(page, "closing", deal)).isVisible();
            assertThat(in(page, "closing", deal).locator(".card-name")).isFocused();

            page.keyboard().press("m");
            page.locator("dialog[open] select[name=stage]").selectOption("discovery");
            page.locator("dialog[open] button.main-action").click();
            assertThat(in(page, "discovery", deal)).isVisible();
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void losing_asks_why(Given given) {
        var deal = deal(given, "Suivi de production");
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/opportunities/board");
            lift(page, in(page, "discovery", deal));
            dropOn(page, page.locator(".board-lost"));
            page.locator("dialog[open] select[name=reason]").selectOption("price");
            page.locator("dialog[open] input[name=competitor]").fill("Carlin");
            page.locator("dialog[open] button.danger").click();
            assertThat(page.locator("#card-" + deal)).hasCount(0);
            assertThat(page.locator("dialog[open]")).hasCount(0);

            page.navigate("/opportunities/" + deal);
            assertThat(page.locator("#timeline")).containsText("Prix");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void what_a_colleague_moves_moves_here_but_never_under_my_hand(Given given) {
        var mine = deal(given, "Suivi de production");
        var theirs = deal(given, "Traçabilité");
        var ines = given.member("Inès Lambert", "ae");
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 1440, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/opportunities/board");
            assertThat(in(page, "discovery", theirs)).isVisible();
            move(given, theirs, Stage.PROPOSAL, ines);
            assertThat(in(page, "proposal", theirs)).isVisible();

            lift(page, in(page, "discovery", mine));
            move(given, mine, Stage.PROPOSAL, ines);
            page.waitForTimeout(2_000);
            assertThat(page.locator(".deal-card.ghost")).isVisible();
            assertThat(in(page, "discovery", mine)).hasCount(1);
            dropOn(page, page.locator("#cell-closing"));
            assertThat(page.locator("dialog[open]")).containsText("Inès Lambert");
            assertThat(page.locator("dialog[open]")).containsText("Proposition");
            page.locator("dialog[open] [data-close]").click();
            assertThat(in(page, "proposal", mine)).isVisible();
        }
    }

    /** What a finger does, as the browser learns it from the screen. */
    private static void touch(CDPSession screen, String what, double x, double y) {
        var points = new JsonArray();
        if (!what.equals("touchEnd")) {
            var point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", what);
        event.add("touchPoints", points);
        screen.send("Input.dispatchTouchEvent", event);
    }

    private static void slide(CDPSession screen, double[] from, double[] to) {
        for (var step = 1; step <= 8; step++) {
            touch(screen, "touchMove", from[0] + (to[0] - from[0]) * step / 8, from[1] + (to[1] - from[1]) * step / 8);
        }
    }

    private static double[] middle(Locator what) {
        var box = what.boundingBox();
        return new double[] {box.x + box.width / 2, box.y + box.height / 2};
    }

    @Test
    void a_finger_that_holds_a_card_carries_it_to_another_stage(Given given) {
        var deal = deal(given, "Suivi de production");
        try (var visitor = Visitor.byTouch(application, given, given.administrator())) {
            var page = visitor.page();
            page.navigate("/opportunities/board");
            var card = in(page, "discovery", deal);
            assertThat(card).isVisible();
            var screen = page.context().newCDPSession(page);
            var stage = middle(page.locator(".board-stages a[data-drop-stage=proposal]"));
            var from = middle(card);

            // A finger that only passes by scrolls, and carries nothing.
            touch(screen, "touchStart", from[0], from[1]);
            slide(screen, from, stage);
            assertThat(page.locator(".deal-card.ghost")).hasCount(0);
            touch(screen, "touchEnd", 0, 0);
            assertThat(card).isVisible();

            from = middle(card);
            touch(screen, "touchStart", from[0], from[1]);
            assertThat(page.locator(".deal-card.ghost")).isVisible();
            stage = middle(page.locator(".board-stages a[data-drop-stage=proposal]"));
            slide(screen, from, stage);
            assertThat(page.locator(".board-stages a[data-over]")).hasCount(1);
            touch(screen, "touchEnd", 0, 0);

            assertThat(page.locator(".toast")).containsText("Proposition");
            assertThat(in(page, "discovery", deal)).hasCount(0);
            assertThat(page.locator(".deal-card.ghost")).hasCount(0);
            page.locator(".board-stages a[data-drop-stage=proposal]").tap();
            assertThat(in(page, "proposal", deal)).isVisible();
            // A tap still opens what it touches.
            in(page, "proposal", deal).locator(".card-name").tap();
            assertThat(page.locator("h1")).containsText("Suivi de production");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_phone_shows_one_stage_at_a_time(Given given) {
        var deal = deal(given, "Suivi de production");
        try (var visitor = Visitor.signedIn(application, given, given.administrator(), 390, ColorScheme.LIGHT)) {
            var page = visitor.page();
            page.navigate("/opportunities/board");
            assertThat(in(page, "discovery", deal)).isVisible();
            assertThat(page.locator("#cell-proposal")).isHidden();
            page.locator(".board-stages a").nth(1).click();
            assertThat(page.locator("#cell-proposal")).isVisible();
            assertThat(page.locator("#cell-discovery")).isHidden();
        }
    }
}
