package io.diabolo.offers;

import static io.diabolo.jooq.Tables.NOTIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.rules.Rule;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What others have to say before a quote leaves. */
@DiaboloTest
class ApprovalsTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Approvals approvals;
    private final Quotes quotes;
    private final Rules rules;
    private final Handoffs handoffs;

    ApprovalsTest(
            ApplicationContext application,
            MockMvcTester mvc,
            DSLContext sql,
            Approvals approvals,
            Quotes quotes,
            Rules rules,
            Handoffs handoffs) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.approvals = approvals;
        this.quotes = quotes;
        this.rules = rules;
        this.handoffs = handoffs;
    }

    private UUID cheap(AnOffer world, String discount) {
        var id = world.quote();
        var draft = world.get(id);
        world.in(() -> quotes.save(
                id, QuoteForm.read(draft, Map.of("discount", discount)).quote(), draft.version(), world.ae));
        return id;
    }

    @Test
    void a_fifth_off_needs_a_manager_and_nobody_approves_their_own(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var id = cheap(world, "30");
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);
        var waiting = world.in(() -> approvals.waiting(boss));
        assertThat(waiting).hasSize(1);
        var one = waiting.getFirst().approval().id();
        assertThat(world.in(() -> approvals.waiting(world.ae))).isEmpty();
        assertThatThrownBy(() -> world.in(() -> approvals.answer(one, true, "", world.ae)))
                .isInstanceOf(NotAllowed.class);
        given.run(() -> assertThat(sql.select(NOTIFICATION.KIND)
                        .from(NOTIFICATION)
                        .where(NOTIFICATION.MEMBER_ID.eq(boss.member().value()))
                        .fetch(NOTIFICATION.KIND))
                .containsExactly("quote-approval-asked"));
        assertThat(mvc.get().uri("/approvals").with(given.signedIn(boss)))
                .hasStatusOk()
                .bodyText()
                .contains("Atelier Brest");
        assertThat(mvc.post()
                        .uri("/approvals/" + one + "/decision")
                        .param("approved", "false")
                        .with(given.signedIn(boss))
                        .with(csrf()))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri("/approvals/" + one + "/decision")
                        .param("approved", "true")
                        .with(given.signedIn(boss))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
    }

    @Test
    void what_was_approved_is_what_was_seen(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var id = cheap(world, "30");
        world.send(id);
        var first =
                world.in(() -> approvals.waiting(boss)).getFirst().approval().id();
        world.in(() -> approvals.answer(first, true, "", boss));
        var draft = world.get(id);
        world.in(() ->
                quotes.save(id, QuoteForm.read(draft, Map.of("discount", "45")).quote(), draft.version(), world.ae));
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);
        var second =
                world.in(() -> approvals.waiting(boss)).getFirst().approval().id();
        assertThat(second).isNotEqualTo(first);
        assertThat(mvc.post()
                        .uri("/api/v1/approvals/" + second + "/decision")
                        .header("Authorization", given.bearer(boss, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"approved\": false, \"reason\": \"Trop\"}"))
                .hasStatus(204);
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Non approuvé", "Trop");
    }

    @Test
    void one_after_the_other_and_passed_on(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var adv = given.member("Paul Adam", "adv");
        var other = given.member("Zoé Blanc", "csm");
        world.in(() -> rules.save(
                ApprovalRules.ID,
                List.of(
                        Rule.deciding("manager", "quote.discount_percent > 10.0"),
                        Rule.deciding("adv", "quote.discount_percent > 15.0")),
                Map.of(ApprovalRules.IN_ORDER, 1L),
                null,
                given.administrator()));
        var id = cheap(world, "20");
        world.send(id);
        assertThat(world.in(() -> approvals.waiting(adv))).isEmpty();
        var first =
                world.in(() -> approvals.waiting(boss)).getFirst().approval().id();
        assertThatThrownBy(() -> world.in(() -> approvals.pass(first, world.ae.member(), boss)))
                .isInstanceOf(BadInput.class);
        world.in(() -> approvals.pass(first, other.member(), boss));
        assertThat(world.in(() -> approvals.waiting(boss))).isEmpty();
        world.in(() -> approvals.answer(first, true, "", other));
        var second =
                world.in(() -> approvals.waiting(adv)).getFirst().approval().id();
        world.in(() -> approvals.answer(second, true, "", adv));
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
    }

    @Test
    void it_waits_for_the_contribution_that_a_rule_asks_for(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        world.in(() -> rules.save(
                ContributionRules.ID,
                List.of(Rule.deciding("se", "quote.net_amount > 100")),
                Map.of(),
                null,
                given.administrator()));
        var id = world.quote();
        assertThat(world.send(id))
                .isInstanceOfSatisfying(
                        SendQuote.Answer.Waiting.class,
                        waiting -> assertThat(waiting.roles()).containsExactly("se"));
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("kind=contribution");
        var offered = world.in(() -> handoffs.offer(
                new Offer(HandoffKind.CONTRIBUTION, "opportunity", world.opportunity, "se", null, "", List.of("sheet")),
                world.ae));
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);
        world.in(() -> handoffs.accept(offered.handoff().id(), se));
        // That somebody has taken it on gives the customer nothing yet.
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);
        world.engineered(id, "Raccordement par API, sans reprise de données.", false, se);
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
    }

    @Test
    void by_default_a_thin_margin_and_a_long_term_need_a_manager(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var thin = world.quote();
        var draft = world.get(thin);
        var lines = draft.lines().stream()
                .map(line -> new QuoteLine(
                        line.id(),
                        true,
                        null,
                        line.name(),
                        "",
                        "",
                        line.quantity(),
                        BigDecimal.valueOf(100),
                        0,
                        2_000,
                        "",
                        line.period(),
                        BigDecimal.valueOf(90),
                        false,
                        false))
                .toList();
        world.in(() -> quotes.save(thin, draft.with(lines), draft.version(), world.ae));
        assertThat(world.send(thin)).isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(world.in(() -> approvals.waiting(boss)))
                .singleElement()
                .satisfies(one -> assertThat(one.approval().rule()).containsIgnoringCase("marge"));

        var second = world.quote();
        var bound = world.get(second);
        world.in(() -> quotes.save(
                second, QuoteForm.read(bound, Map.of("term_months", "36")).quote(), bound.version(), world.ae));
        assertThat(world.send(second)).as("three years are usual").isInstanceOf(SendQuote.Answer.Sent.class);
        var third = world.quote();
        var longer = world.get(third);
        world.in(() -> quotes.save(
                third, QuoteForm.read(longer, Map.of("term_months", "37")).quote(), longer.version(), world.ae));
        assertThat(world.send(third)).isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(world.in(() -> approvals.waiting(boss))).hasSize(2);
    }

    private static QuoteLine line(String price, int discount, @Nullable String cost, boolean optional) {
        return new QuoteLine(
                UUID.randomUUID(),
                true,
                null,
                "Capteur " + price,
                "",
                "",
                BigDecimal.ONE,
                new BigDecimal(price),
                discount,
                2_000,
                "",
                null,
                cost == null ? null : new BigDecimal(cost),
                optional,
                false);
    }

    private SendQuote.Answer sent(AnOffer world, QuoteLine... lines) {
        var id = world.quote();
        var draft = world.get(id);
        world.in(() -> quotes.save(id, draft.with(List.of(lines)), draft.version(), world.ae));
        return world.send(id);
    }

    @Test
    void what_is_given_away_needs_a_manager_however_it_is_written(Given given) {
        var world = AnOffer.of(given, application);
        assertThat(sent(world, line("0", 0, "500", false)))
                .as("for nothing")
                .isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(sent(world, line("0.01", 0, "25000", false)))
                .as("for a cent")
                .isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(sent(world, line("100", 0, null, false), line("5000", 9_000, null, true)))
                .as("as an option at a tenth")
                .isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(sent(world, line("100", 0, "10", false), line("5000", 0, "4990", true)))
                .as("as an option at cost")
                .isInstanceOf(SendQuote.Answer.Waiting.class);
        assertThat(sent(world, line("1000", 0, "100", false), line("200", 500, "100", true)))
                .as("an option as usual")
                .isInstanceOf(SendQuote.Answer.Sent.class);
    }

    @Test
    void a_draft_of_many_options_is_judged_whatever_they_cost(Given given) {
        var world = AnOffer.of(given, application);
        var random = new java.util.Random(7);
        var lines = new java.util.ArrayList<QuoteLine>();
        lines.add(line("1000", 0, "100", false));
        for (var at = 0; at < 120; at++) {
            var price = random.nextInt(3) == 0 ? "0" : String.valueOf(random.nextInt(-50, 500));
            lines.add(line(
                    price, random.nextInt(3) * 1_000, random.nextBoolean() ? null : "" + random.nextInt(300), true));
        }

        assertThat(sent(world, lines.toArray(QuoteLine[]::new))).isInstanceOf(SendQuote.Answer.Waiting.class);
    }

    @Test
    void a_refusal_is_told_to_whoever_asked_with_its_reason(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var id = cheap(world, "30");
        world.send(id);
        var one = world.in(() -> approvals.waiting(boss)).getFirst().approval().id();
        world.in(() -> approvals.answer(one, false, "Trop bas pour ce volume", boss));
        given.run(() -> assertThat(sql.select(NOTIFICATION.KIND)
                        .from(NOTIFICATION)
                        .where(NOTIFICATION.MEMBER_ID.eq(world.ae.member().value()))
                        .fetch(NOTIFICATION.KIND))
                .containsExactly("quote-refused"));
        assertThat(mvc.get().uri("/notifications").with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Trop bas pour ce volume");
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Trop bas pour ce volume");
    }
}
