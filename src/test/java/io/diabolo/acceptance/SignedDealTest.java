package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.offers.AnOffer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.rules.Rule;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From the accepted meeting to the signature, with everybody who has a part in it. */
@DiaboloTest
class SignedDealTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final ApplicationContext application;
    private final DSLContext sql;
    private final MockMvcTester mvc;
    private final JsonMapper json;

    SignedDealTest(ApplicationContext application, DSLContext sql, MockMvcTester mvc, JsonMapper json) {
        this.application = application;
        this.sql = sql;
        this.mvc = mvc;
        this.json = json;
    }

    @Test
    void a_lead_that_was_handed_over_is_discovered_offered_approved_signed_and_handed_on(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var se = given.member("Paul Noir", "se");
        var boss = given.member("Inès Roy", "manager");
        var deal = ADeal.handedOver(given, application, world);
        demanding(given);

        try (var seller = Visitor.signedIn(application, given, world.ae, 1440, ColorScheme.LIGHT);
                var manager = Visitor.signedIn(application, given, boss, 1440, ColorScheme.LIGHT)) {
            var board = manager.page();
            board.navigate("/opportunities/board");
            assertThat(card(board, "discovery")).isVisible();

            blocked(seller.page(), deal);
            discovered(seller.page(), deal);
            moved(seller.page(), deal);
            // What a colleague moves moves on my screen.
            assertThat(card(board, "proposal")).isVisible();

            var quote = quoted(given, world, deal);
            send(given, quote, world, 202);
            contributed(given, world, deal, quote, se);
            send(given, quote, world, 202);
            approved(board);
            send(given, quote, world, 200);
            board.navigate("/opportunities/board");
            ADeal.signed(given, application, world, quote, "Douze ateliers suivis");
            assertThat(card(board, "won")).isVisible();
            assertThat(seller.complaints()).isEmpty();
            assertThat(manager.complaints()).isEmpty();
        }
        handedOn(given, world, deal);
    }

    private static Locator card(Page board, String stage) {
        return board.locator("[data-card][data-at-stage='" + stage + "']");
    }

    private JsonNode api(Given given, HttpMethod method, String path, String body, Actor who, int status) {
        var answer = mvc.method(method)
                .uri(path)
                .header("Authorization", given.bearer(who, Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
        assertThat(answer).as(path + " " + Exports.text(answer)).hasStatus(status);
        return json.readTree(Exports.text(answer));
    }

    /** A proposal asks for a discovery, and each quote for the sales engineer. */
    private void demanding(Given given) {
        var me = given.administrator();
        var pipeline = (ObjectNode) api(given, HttpMethod.GET, "/api/v1/pipelines/new_business", "", me, 200);
        for (var stage : pipeline.get("stages")) {
            if (stage.get("id").asString().equals("proposal")) {
                ((ObjectNode) stage)
                        .putArray("asks")
                        .addObject()
                        .put("kind", "fact")
                        .put("what", "discovery.completeness")
                        .put("least", 60);
            }
        }
        api(given, HttpMethod.PUT, "/api/v1/pipelines/new_business", pipeline.toString(), me, 200);
        given.in(() -> application
                .getBean(Rules.class)
                .save("contribution", List.of(Rule.deciding("se", "quote.net_amount > 100")), Map.of(), null, me));
    }

    private static void blocked(Page page, UUID deal) {
        page.navigate("/opportunities/" + deal + "/moves/new?stage=proposal");
        assertThat(page.locator(".missing")).hasCount(1);
        page.locator(".missing + a").click();
        assertThat(page.locator("#sheet")).isVisible();
    }

    private static void discovered(Page page, UUID deal) {
        assertThat(page.locator("#sheet")).isVisible();
        var questions = page.locator("#sheet textarea[name$='.value']");
        for (var at = 0; at < questions.count(); at++) {
            questions.nth(at).fill("Suivre douze ateliers, d’après le rendez-vous " + at);
        }
        page.waitForResponse(
                answer -> answer.url().endsWith("/sheet")
                        && answer.request().method().equals("POST"),
                () -> page.locator("#sheet .main-action").click());
        assertThat(page.locator("a[href$='/moves/new?stage=proposal']").first()).isVisible();
        page.navigate("/opportunities/" + deal + "/sheet");
        assertThat(questions.first()).hasValue("Suivre douze ateliers, d’après le rendez-vous 0");
    }

    private static void moved(Page page, UUID deal) {
        page.navigate("/opportunities/" + deal + "/moves/new?stage=proposal");
        assertThat(page.locator(".missing")).hasCount(0);
        page.locator("form[action$='/moves'] .main-action").click();
        page.waitForURL(url -> !url.contains("/moves"));
    }

    private String quoted(Given given, AnOffer world, UUID deal) {
        var made = api(
                given,
                HttpMethod.POST,
                "/api/v1/quotes",
                "{\"opportunity_id\": \"%s\", \"product_ids\": [\"%s\", \"%s\"]}"
                        .formatted(deal, world.licence, world.setUp),
                world.ae,
                201);
        var quote = made.get("id").asString();
        api(given, HttpMethod.PUT, "/api/v1/quotes/" + quote + "/content", "{\"discount_percent\": 30}", world.ae, 200);
        return quote;
    }

    private void send(Given given, String quote, AnOffer world, int status) {
        api(given, HttpMethod.POST, "/api/v1/quotes/" + quote + "/sending", "{}", world.ae, status);
    }

    private void contributed(Given given, AnOffer world, UUID deal, String quote, Actor se) {
        var handoffs = application.getBean(Handoffs.class);
        given.run(() -> {
            var asked = handoffs.offer(
                    new Offer(
                            HandoffKind.CONTRIBUTION,
                            "opportunity",
                            deal,
                            "se",
                            null,
                            "La partie technique",
                            List.of("sheet")),
                    world.ae);
            handoffs.accept(asked.handoff().id(), se);
        });
        send(given, quote, world, 202);
        var state = api(given, HttpMethod.GET, "/api/v1/quotes/" + quote + "/contributions", "", world.ae, 200);
        assertThat(state.get("items").get(0).get("state").asString()).isEqualTo("taken_on");
        try (var engineer = Visitor.signedIn(application, given, se, 1440, ColorScheme.LIGHT)) {
            var page = engineer.page();
            page.navigate("/quotes/" + quote + "/contributions/se");
            page.fill("#words", "Douze ateliers suivis par l’API, sans reprise de données.");
            page.check("input[name=shown]");
            page.locator("form[action$='/contributions/se'] .main-action").click();
            assertThat(page.locator(".notice.ok").first()).isVisible();
            assertThat(engineer.complaints()).isEmpty();
        }
    }

    private static void approved(Page page) {
        page.navigate("/approvals");
        page.locator("button[name=approved][value=true]").click();
        assertThat(page.locator("button[name=approved]")).hasCount(0);
    }

    /** Order and hand-offs follow, once, and the funnel has this one sale in every stage up to the signature. */
    private void handedOn(Given given, AnOffer world, UUID deal) {
        await().atMost(SOON)
                .untilAsserted(() -> given.run(() -> {
                    assertThat(sql.fetchCount(SALES_ORDER)).isEqualTo(1);
                    assertThat(sql.select(HANDOFF.KIND)
                                    .from(HANDOFF)
                                    .where(HANDOFF.SUBJECT_ID.eq(deal))
                                    .fetch(HANDOFF.KIND))
                            .contains("signed-quote", "new-customer");
                }));
        var stages =
                api(given, HttpMethod.GET, "/api/v1/funnel", "", world.ae, 200).get("stages");
        for (var stage = 1; stage <= 6; stage++) {
            assertThat(stages.get(stage).get("reached").asLong())
                    .as("stage " + (stage + 1))
                    .isEqualTo(1);
        }
    }
}
