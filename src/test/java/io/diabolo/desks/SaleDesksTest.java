package io.diabolo.desks;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.offers.AnOffer;
import io.diabolo.platform.Actor;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What each role of a sale finds on its desk, with its reason. */
@DiaboloTest
class SaleDesksTest {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Queues queues;
    private final Handoffs handoffs;
    private final Clock clock;
    private final MockMvcTester mvc;

    SaleDesksTest(
            ApplicationContext application,
            DSLContext sql,
            Queues queues,
            Handoffs handoffs,
            Clock clock,
            MockMvcTester mvc) {
        this.application = application;
        this.sql = sql;
        this.queues = queues;
        this.handoffs = handoffs;
        this.clock = clock;
        this.mvc = mvc;
    }

    private List<QueueEntry> desk(AnOffer world, Actor who, String role) {
        return world.in(() -> queues.next(new QueueRequest(who.member(), role, clock.instant(), 50)));
    }

    private static List<String> kinds(List<QueueEntry> entries) {
        return entries.stream().map(QueueEntry::kind).toList();
    }

    private UUID contribution(AnOffer world, String role) {
        return world.in(() -> handoffs.offer(
                        new Offer(
                                HandoffKind.CONTRIBUTION,
                                "opportunity",
                                world.opportunity,
                                role,
                                null,
                                "Trois sites",
                                List.of()),
                        world.ae))
                .handoff()
                .id()
                .value();
    }

    @Test
    void a_sellers_deal_without_next_step_comes_first_then_dates_that_passed_and_quotes(Given given) {
        var world = AnOffer.of(given, application);
        assertThat(kinds(desk(world, world.ae, "ae"))).containsExactly("no-next-step");
        given.run(() -> sql.update(OPPORTUNITY)
                .set(OPPORTUNITY.NEXT_STEP, "Relancer")
                .set(OPPORTUNITY.NEXT_STEP_ON, LocalDate.of(2099, 1, 1))
                .set(OPPORTUNITY.CLOSE_DATE, LocalDate.of(2020, 1, 31))
                .where(OPPORTUNITY.ID.eq(world.opportunity))
                .execute());
        assertThat(kinds(desk(world, world.ae, "ae"))).containsExactly("close-date");
        world.sent();
        given.run(() -> sql.update(OPPORTUNITY)
                .set(OPPORTUNITY.CLOSE_DATE, LocalDate.of(2099, 1, 31))
                .where(OPPORTUNITY.ID.eq(world.opportunity))
                .execute());
        assertThat(kinds(desk(world, world.ae, "ae"))).isEmpty();
        given.run(() -> sql.update(QUOTE)
                .set(QUOTE.SEEN_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .execute());
        assertThat(kinds(desk(world, world.ae, "ae"))).containsExactly("quote-seen");
        given.run(() -> sql.update(QUOTE)
                .set(QUOTE.VALID_UNTIL, LocalDate.of(2020, 1, 1))
                .execute());
        assertThat(kinds(desk(world, world.ae, "ae"))).containsExactly("quote-expired");
        assertThat(mvc.get().uri("/desk/ae").with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Expiré le", "relancez")
                .doesNotContain("??");
    }

    @Test
    void a_contribution_is_asked_then_promised_until_the_quote_leaves(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        var asked = contribution(world, "se");
        assertThat(kinds(desk(world, se, "se"))).containsExactly("handoff");
        assertThat(desk(world, se, "se").getFirst().due()).isAfter(clock.instant());
        world.in(() -> handoffs.accept(new io.diabolo.journey.HandoffId(asked), se));
        assertThat(kinds(desk(world, se, "se"))).containsExactly("contribution");
        assertThat(mvc.get().uri("/desk/se").with(given.signedIn(se)))
                .hasStatusOk()
                .bodyText()
                .contains("Contribution promise à Marc Attal", "Trois sites", "Contributions dans les temps")
                .doesNotContain("??");
        world.sent();
        assertThat(desk(world, se, "se")).isEmpty();
    }

    @Test
    void sales_assistance_completes_what_cannot_be_invoiced(Given given) {
        var world = AnOffer.of(given, application);
        var adv = given.member("Paul Adam", "adv");
        var quote = world.quote();
        given.run(() -> sql.insertInto(SALES_ORDER)
                .set(SALES_ORDER.NAME, "D-2026-0001 · Atelier Brest")
                .set(SALES_ORDER.QUOTE_ID, quote)
                .set(SALES_ORDER.OPPORTUNITY_ID, world.opportunity)
                .set(SALES_ORDER.COMPANY_ID, world.company)
                .set(SALES_ORDER.CURRENCY, "EUR")
                .set(SALES_ORDER.ORDERED_ON, LocalDate.of(2026, 11, 27))
                .execute());
        assertThat(desk(world, adv, "adv")).singleElement().satisfies(entry -> {
            assertThat(entry.reason().key()).isEqualTo("queue.order.missing");
            assertThat(entry.link()).startsWith("/orders/").endsWith("/follow-up");
        });
        // What the order itself says is what counts, as on its page.
        given.run(() -> sql.update(SALES_ORDER)
                .set(SALES_ORDER.BILLING_NAME, "Atelier Brest")
                .set(SALES_ORDER.BILLING_ADDRESS, "1 quai de la Douane, 29200 Brest")
                .set(SALES_ORDER.OPERATION_KIND, "services")
                .set(SALES_ORDER.SIREN, "732829320")
                .set(SALES_ORDER.SIRET, "73282932000074")
                .set(SALES_ORDER.VAT_NUMBER, "FR44732829320")
                .set(SALES_ORDER.EINVOICING_ADDRESS, "0225:732829320")
                .set(SALES_ORDER.DELIVERABLES, "Licences")
                .set(SALES_ORDER.DELIVER_ON, LocalDate.of(2026, 12, 15))
                .execute());
        assertThat(desk(world, adv, "adv"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason().key()).isEqualTo("queue.order.ready"));
        given.run(
                () -> sql.update(SALES_ORDER).set(SALES_ORDER.STATE, "complete").execute());
        assertThat(desk(world, adv, "adv")).isEmpty();
    }

    @Test
    void who_holds_several_roles_has_one_queue(Given given) {
        var world = AnOffer.of(given, application);
        var both = given.member("Zoé Blanc", "se", "ae");
        contribution(world, "se");
        world.create(
                "opportunities",
                java.util.Map.of(
                        "name",
                        "Autre affaire",
                        "stage",
                        "discovery",
                        "owner",
                        both.member().toString()));
        assertThat(mvc.get().uri("/desk").with(given.signedIn(both)))
                .hasStatusOk()
                .bodyText()
                .contains("Tous mes rôles", "Autre affaire", "Atelier Brest – équipement")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/desk/ae").with(given.signedIn(both)))
                .bodyText()
                .contains("Autre affaire")
                .doesNotContain("Atelier Brest – équipement");
        assertThat(mvc.get().uri("/desk").with(given.signedIn(world.ae)))
                .bodyText()
                .doesNotContain("Tous mes rôles");
    }
}
