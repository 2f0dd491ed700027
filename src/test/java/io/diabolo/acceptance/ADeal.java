package io.diabolo.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import io.diabolo.journey.Handoffs;
import io.diabolo.meetings.Booking;
import io.diabolo.meetings.MeetingKind;
import io.diabolo.meetings.Meetings;
import io.diabolo.meetings.Wish;
import io.diabolo.offers.AnOffer;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.Given;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The parts of a sale that several tests go through: handed over by an SDR, signed by the customer in their browser. */
final class ADeal {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private ADeal() {}

    /** The SDR books the meeting; the AE accepts the lead, and it becomes a sale at discovery. The world's own sale goes. */
    static UUID handedOver(Given given, ApplicationContext application, AnOffer world) {
        var sql = application.getBean(DSLContext.class);
        var sdr = given.member("Nora Petit", "sdr");
        assertThat(application
                        .getBean(MockMvcTester.class)
                        .method(HttpMethod.DELETE)
                        .uri("/api/v1/opportunities/" + world.opportunity)
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE)))
                .hasStatus2xxSuccessful();
        var lead = world.create(
                "leads",
                Map.of(
                        "last_name", "Martin",
                        "person", world.person.toString(),
                        "company", world.company.toString(),
                        "owner", sdr.member().toString()));
        given.sheetAnswered(lead);
        var start = LocalDate.now(PARIS)
                .plusDays(8)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY))
                .atTime(10, 0)
                .atZone(PARIS)
                .toInstant();
        var wish = new Wish(
                MeetingKind.DISCOVERY, world.ae.member(), start, lead, null, null, null, null, null, null, true);
        var booked = (Booking.Done)
                given.in(() -> application.getBean(Meetings.class).book(wish, sdr));
        given.run(() -> application.getBean(Handoffs.class).accept(Objects.requireNonNull(booked.handoff()), world.ae));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given.run(() -> assertThat(sql.fetchCount(
                                OPPORTUNITY, OPPORTUNITY.LEAD_ID.eq(lead), OPPORTUNITY.STAGE.eq("discovery")))
                        .isEqualTo(1)));
        return given.in(() -> sql.select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.LEAD_ID.eq(lead))
                .fetchSingle()
                .value1());
    }

    /** By the link of the quote, with the mailed code, on a phone. */
    static void signed(Given given, ApplicationContext application, AnOffer world, String quote, String seen) {
        var link = given.in(() -> application
                .getBean(DSLContext.class)
                .select(QUOTE.LINK)
                .from(QUOTE)
                .where(QUOTE.ID.eq(UUID.fromString(quote)))
                .fetchSingle()
                .value1());
        try (var customer = Visitor.unknown(application, 390, ColorScheme.LIGHT)) {
            var page = customer.page();
            page.navigate("/q/" + link);
            assertThat(page.locator("body")).containsText(seen);
            page.locator("button[formaction$='/codes']").click();
            page.fill("#code", world.code());
            page.fill("#signature", "Léa Martin");
            page.check("input[name=consent]");
            page.locator("form:has(#signature) .main-action").click();
            assertThat(page.locator(".notice.ok")).containsText("Léa Martin");
            assertThat(customer.complaints()).isEmpty();
        }
    }
}
