package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.RENEWAL;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static io.diabolo.jooq.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.accounts.LookedAtAccounts;
import io.diabolo.growth.OpenedRenewals;
import io.diabolo.offers.AnOffer;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.support.ADesk;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the signature to the renewal, with everybody who has a part in it, and all of it on one line. */
@DiaboloTest
class CustomerGrowsTest {
    private static final GreenMail GREEN =
            new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
    private static final Duration SOON = Duration.ofSeconds(20);
    private final ApplicationContext application;
    private final DSLContext sql;
    private final MockMvcTester mvc;
    private final JsonMapper json;

    CustomerGrowsTest(ApplicationContext application, DSLContext sql, MockMvcTester mvc, JsonMapper json) {
        this.application = application;
        this.sql = sql;
        this.mvc = mvc;
        this.json = json;
    }

    @BeforeAll
    static void start() {
        GREEN.start();
    }

    @AfterAll
    static void stop() {
        GREEN.stop();
    }

    @Test
    void what_was_signed_is_onboarded_supported_measured_sold_more_and_renewed_on_one_line(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var csm = given.member("Jeanne Ollivier", "csm");
        signed(given, world);

        onboarded(given, csm);
        supported(given);
        answered(given, world, csm);
        measured(given, world);
        try (var visitor = Visitor.signedIn(application, given, csm, 1440, ColorScheme.LIGHT)) {
            expanded(given, world, visitor);
            renewed(given);
            told(given, world, csm, visitor);
        }
        funnel(given, csm);
        revenue(given, csm);
    }

    private JsonNode api(Given given, HttpMethod method, String path, String body, Actor who, int status) {
        var answer = mvc.method(method)
                .uri("/api/v1" + path)
                .header("Authorization", given.bearer(who, Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
        assertThat(answer).as(path + " " + Exports.text(answer)).hasStatus(status);
        return json.readTree(Exports.text(answer));
    }

    private UUID only(Given given, TableField<?, UUID> column) {
        return given.in(() -> sql.select(column)
                .from(java.util.Objects.requireNonNull(column.getTable()))
                .fetchSingle()
                .value1());
    }

    /** The signed deal arrives as a hand-off to customer success. */
    private void signed(Given given, AnOffer world) {
        var deal = ADeal.handedOver(given, application, world);
        var made = api(
                given,
                HttpMethod.POST,
                "/quotes",
                "{\"opportunity_id\": \"%s\", \"product_ids\": [\"%s\", \"%s\"]}"
                        .formatted(deal, world.licence, world.setUp),
                world.ae,
                201);
        var quote = made.get("id").asString();
        api(given, HttpMethod.POST, "/quotes/" + quote + "/sending", "{}", world.ae, 200);
        ADeal.signed(given, application, world, quote, "Licence");
        await().atMost(SOON)
                .untilAsserted(() -> given.run(() -> {
                    assertThat(sql.fetchCount(CONTRACT)).isEqualTo(1);
                    assertThat(sql.fetchCount(HANDOFF, HANDOFF.KIND.eq("new-customer")))
                            .isEqualTo(1);
                }));
    }

    /** The template's steps: theirs are ticked by the customer on their own page, ours by the CSM. */
    private void onboarded(Given given, Actor csm) {
        var handoff = given.in(() -> sql.select(HANDOFF.ID)
                .from(HANDOFF)
                .where(HANDOFF.KIND.eq("new-customer"))
                .fetchSingle()
                .value1());
        api(given, HttpMethod.POST, "/handoffs/" + handoff + "/acceptance", "{}", csm, 200);
        await().atMost(SOON)
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(ONBOARDING)).isEqualTo(1)));
        var path = "/onboardings/" + only(given, ONBOARDING.ID);
        var project = api(given, HttpMethod.GET, path + "/steps", "", csm, 200);
        customerTicks(project.get("link").asString());
        project = api(given, HttpMethod.GET, path + "/steps", "", csm, 200);
        var last = project.get("items").size() - 1;
        for (var at = 0; at < last; at++) {
            var step = project.get("items").get(at);
            if (step.get("side").asString().equals("customer")) {
                assertThat(step.get("done_by").asString()).isEqualTo("Léa Martin");
            } else {
                api(
                        given,
                        HttpMethod.PUT,
                        path + "/steps/" + step.get("id").asString() + "/completion",
                        "{\"done\": true}",
                        csm,
                        200);
            }
        }
        assertThat(api(given, HttpMethod.POST, path + "/go-live", "{}", csm, 200)
                        .get("state")
                        .asString())
                .isEqualTo("live");
    }

    private void customerTicks(String link) {
        try (var customer = Visitor.unknown(application, 390, ColorScheme.LIGHT)) {
            var page = customer.page();
            page.navigate(link);
            var open = page.locator(".customer-step form:has(input[required])");
            assertThat(open.first()).isVisible();
            for (var left = open.count(); left > 0; left--) {
                open.first().locator("input[required]").fill("Léa Martin");
                open.first().locator("button").click();
                assertThat(open).hasCount(left - 1);
            }
            assertThat(customer.scrollsSideways()).isFalse();
            assertThat(customer.complaints()).isEmpty();
        }
    }

    /** A mail becomes a ticket, goes up to tier 2, and is solved before anything that was promised is broken. */
    private void supported(Given given) {
        var ines = given.member("Inès Roy", "support");
        var paul = given.member("Paul Morel", "support");
        ADesk.place(given, application, paul, 2);
        var box = ADesk.sharedBox(GREEN, given, application);
        box.receives("""
                From: Léa Martin <lea@brest.example>
                To: support@atelier.example
                Subject: L’export est vide
                Message-ID: <%s@brest.example>
                Content-Type: text/plain; charset=utf-8

                Rien ne s’affiche.
                """.formatted(UUID.randomUUID()));
        await().atMost(SOON).untilAsserted(() -> {
            box.read(Instant.now().plus(Duration.ofHours(1)));
            given.run(() -> assertThat(sql.fetchCount(TICKET)).isEqualTo(1));
        });
        var path = "/tickets/" + only(given, TICKET.ID);
        api(
                given,
                HttpMethod.POST,
                path + "/escalations",
                "{\"tier\": 2, \"reason\": \"Il faut lire les journaux\"}",
                ines,
                201);
        api(
                given,
                HttpMethod.POST,
                path + "/messages",
                "{\"kind\": \"reply\", \"body\": \"C’est réparé.\", \"status\": \"solved\"}",
                paul,
                201);
        given.run(() -> {
            var ticket = sql.selectFrom(TICKET).fetchSingle();
            assertThat(ticket.getTier()).isEqualTo((short) 2);
            assertThat(ticket.getStatus()).isEqualTo("solved");
            assertThat(ticket.getCompanyId()).isNotNull();
            assertThat(sql.select(CLOCK.OUTCOME)
                            .from(CLOCK)
                            .where(CLOCK.SUBJECT_ID.eq(ticket.getId()))
                            .fetch(CLOCK.OUTCOME))
                    .as("what was promised")
                    .isNotEmpty()
                    .containsOnly("met");
        });
    }

    /** Not by who has just rated a ticket: nobody is asked twice within the quiet period. */
    private void answered(Given given, AnOffer world, Actor csm) {
        var director = world.create(
                "people",
                Map.of(
                        "first_name", "Yann",
                        "last_name", "Le Gall",
                        "email", "yann@brest.example",
                        "company", world.company.toString()));
        var survey = api(
                        given,
                        HttpMethod.POST,
                        "/surveys",
                        "{\"name\": \"NPS\", \"occasion\": \"link\", \"state\": \"running\"}",
                        given.administrator(),
                        201)
                .get("id")
                .asString();
        var link = api(
                        given,
                        HttpMethod.POST,
                        "/surveys/" + survey + "/links",
                        "{\"person\": \"" + director + "\"}",
                        csm,
                        201)
                .get("link")
                .asString();
        try (var customer = Visitor.unknown(application, 390, ColorScheme.LIGHT)) {
            var page = customer.page();
            page.navigate(link.substring(link.indexOf("/ratings/")));
            page.check("input[name=score][value='10']");
            page.fill("#comment", "Une équipe à l’écoute");
            page.locator("form .main-action").click();
            assertThat(page.locator(".notice.ok")).isVisible();
            assertThat(customer.complaints()).isEmpty();
        }
    }

    private void measured(Given given, AnOffer world) {
        var perf = given.member("Zoé Lang", "perf");
        var promise = api(
                        given,
                        HttpMethod.POST,
                        "/promises",
                        "{\"name\": \"Heures gagnées\", \"company\": \"%s\", \"expected\": 100, \"measure\": \"number\"}"
                                .formatted(world.company),
                        world.ae,
                        201)
                .get("id")
                .asString();
        var metric = api(
                        given,
                        HttpMethod.POST,
                        "/value-metrics",
                        "{\"promise\": \"" + promise + "\", \"baseline\": 0}",
                        perf,
                        201)
                .get("id")
                .asString();
        api(given, HttpMethod.POST, "/value-metrics/" + metric + "/measures", "{\"value\": 120}", perf, 201);
        assertThat(api(given, HttpMethod.GET, "/value-metrics/" + metric, "", perf, 200)
                        .get("state")
                        .asString())
                .isEqualTo("reached");
    }

    /** Use near what was bought suggests more of it; the CSM takes the suggestion up on the account's page. */
    private void expanded(Given given, AnOffer world, Visitor visitor) {
        api(
                given,
                HttpMethod.POST,
                "/usage-allowances",
                "{\"product\": \"%s\", \"feature\": \"export\", \"per_unit\": 10}".formatted(world.licence),
                given.administrator(),
                201);
        api(
                given,
                HttpMethod.POST,
                "/usage",
                "{\"events\": [{\"company\": \"%s\", \"feature\": \"export\", \"count\": 9}]}".formatted(world.company),
                given.administrator(),
                200);
        LookedAtAccounts.now(given, application);
        var suggestion = given.in(() -> sql.select(SUGGESTION.ID)
                .from(SUGGESTION)
                .where(SUGGESTION.KIND.eq("upsell"))
                .fetchSingle()
                .value1());
        var page = visitor.page();
        page.navigate("/accounts/" + world.company);
        assertThat(page.locator("#suggestions")).containsText("usage inclus");
        page.locator("form[action='/suggestions/" + suggestion + "/acceptance'] button")
                .click();
        assertThat(page).hasURL(Pattern.compile("/opportunities/[0-9a-f-]{36}"));
    }

    /** The contract's end of term is seen coming; its renewal is won at a higher price. */
    private void renewed(Given given) {
        var me = given.administrator();
        var before = given.in(() -> sql.selectFrom(CONTRACT).fetchSingle());
        given.run(() -> sql.update(CONTRACT)
                .set(CONTRACT.NOTICE_ON, CONTRACT.STARTS_ON.plus(20))
                .execute());
        OpenedRenewals.now(given, application);
        var path = "/renewals/" + only(given, RENEWAL.ID);
        api(given, HttpMethod.PUT, path + "/price", "{\"percent\": \"5\"}", me, 200);
        var deal = only(given, RENEWAL.OPPORTUNITY_ID);
        given.run(() -> application.getBean(Opportunities.class).sign(deal, Instant.now(), me));
        var after = given.in(() -> sql.selectFrom(CONTRACT).fetchSingle());
        assertThat(after.getRenewalOn()).isEqualTo(before.getRenewalOn().plusMonths(12));
        assertThat(api(given, HttpMethod.GET, path, "", me, 200).get("state").asString())
                .isEqualTo("won");
    }

    private List<JsonNode> history(Given given, AnOffer world, Actor me) {
        var all = new ArrayList<JsonNode>();
        var before = "";
        do {
            var part = api(
                    given,
                    HttpMethod.GET,
                    "/accounts/" + world.company + "/history" + (before.isEmpty() ? "" : "?before=" + before),
                    "",
                    me,
                    200);
            part.get("items").forEach(all::add);
            before = part.get("next").isNull() ? "" : part.get("next").asString();
        } while (!before.isEmpty());
        return all;
    }

    /** One line tells it from the lead to the renewal, and the page in words. */
    private void told(Given given, AnOffer world, Actor csm, Visitor visitor) {
        LookedAtAccounts.now(given, application);
        var history = history(given, world, csm);
        Set<String> kinds = new LinkedHashSet<>();
        history.forEach(event -> kinds.add(event.get("kind").asString()));
        assertThat(kinds)
                .contains(
                        "sale.stage.2",
                        "sale.stage.4",
                        "sale.quote",
                        "sale.order",
                        "sale.stage.7",
                        "contract.start",
                        "handoff.offered",
                        "handoff.accepted",
                        "contract.onboarding",
                        "sale.stage.8",
                        "contract.step",
                        "contract.live",
                        "sale.stage.9",
                        "service.ticket",
                        "service.escalated",
                        "service.solved",
                        "service.answer",
                        "service.value",
                        "service.reached",
                        "sale.suggestion",
                        "contract.renewal.open",
                        "contract.renewal.won",
                        "sale.stage.10");
        assertThat(history)
                .extracting(event -> event.get("at").asString())
                .isSortedAccordingTo((one, other) -> Instant.parse(other).compareTo(Instant.parse(one)));
        var page = visitor.page();
        page.navigate("/accounts/" + world.company);
        assertThat(page.locator("#timeline")).containsText("Renouvellement obtenu");
        only(page, "handoff", "Passation acceptée : Nouveau client");
        only(page, "contract", "Fait par le client");
        only(page, "service", "Ticket transmis au niveau supérieur : L’export est vide");
        assertThat(page.locator("#timeline")).containsText("Valeur promise atteinte : Heures gagnées");
        visitor.see(390, ColorScheme.DARK);
        assertThat(visitor.scrollsSideways()).isFalse();
        assertThat(visitor.complaints()).isEmpty();
    }

    private static void only(Page page, String group, String seen) {
        page.locator("#timeline nav a[href*='only=" + group + "']").click();
        assertThat(page.locator("#timeline")).containsText(seen);
    }

    /** The right cone counts the one customer in each stage, as the ledger does. */
    private void funnel(Given given, Actor me) {
        var stages = api(given, HttpMethod.GET, "/funnel?type=new_business", "", me, 200)
                .get("stages");
        for (var stage : stages) {
            var number = numbers().indexOf(stage.get("stage").asString()) + 1;
            if (number >= 7) {
                var ledger = given.<Long>in(() -> sql.fetchSingle("""
                                select count(distinct e.journey_id) from journey_entry e
                                join journey j on j.id = e.journey_id and j.type = 'new_business'
                                where e.to_stage = ?""", number).get(0, Long.class));
                assertThat(stage.get("reached").asLong())
                        .as(stage.get("stage").asString())
                        .isEqualTo(1)
                        .isEqualTo(ledger);
            }
        }
        assertThat(stages.get(9).get("current").asLong()).isEqualTo(1);
    }

    private static List<String> numbers() {
        return io.diabolo.journey.Stage.stages().stream()
                .map(io.diabolo.journey.Stage::id)
                .toList();
    }

    /** Month by month what recurs is what the ledger's movements and the contract's lines say, to the cent. */
    private void revenue(Given given, Actor me) {
        var now = YearMonth.now(ZoneId.of("Europe/Paris"));
        var months = api(given, HttpMethod.GET, "/insight/mrr?from=" + now + "&to=" + now.plusMonths(13), "", me, 200)
                .get("items");
        for (var month : months) {
            var last = YearMonth.parse(month.get("month").asString()).atEndOfMonth();
            var cents = new BigDecimal(month.get("end").asString())
                    .movePointRight(2)
                    .longValueExact();
            given.run(() -> {
                assertThat(sql.fetchSingle("select sum(monthly_minor) from mrr_movement where month <= ?", last)
                                .get(0, Long.class))
                        .as(last + " by the movements")
                        .isEqualTo(cents);
                assertThat(sql.fetchSingle(
                                        "select sum(monthly_minor) from contract_line where from_on <= ? and (until_on is null or until_on > ?)",
                                        last,
                                        last)
                                .get(0, Long.class))
                        .as(last + " by the contract")
                        .isEqualTo(cents);
            });
        }
        assertThat(months.get(0).get("new").asString()).isEqualTo("49.90");
        assertThat(months.get(months.size() - 1).get("end").asString()).isEqualTo("52.40");
    }
}
