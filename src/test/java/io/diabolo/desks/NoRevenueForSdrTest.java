package io.diabolo.desks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.journey.HandoffId;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * An SDR has no target of revenue, and their desk shows none: not where the workspace has won deals, others are measured in
 * money, and what the SDR brought in was sold.
 */
@DiaboloTest
class NoRevenueForSdrTest {
    /** The amounts of this test's sales, however they are written, any amount with its currency, and the words for revenue. */
    private static final Pattern REVENUE = Pattern.compile(
            "[€$£]|\\bEUR\\b|(?<![\\w-])(12[\\h.,’]?345|77[\\h.,’]?700|36[\\h.,’]?900|987[\\h.,’]?600)(?![\\w-])"
                    + "|chiffre d.affaires|prises de commandes|\"bookings\"|figures/bookings|revenue",
            Pattern.CASE_INSENSITIVE);

    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Queues queues;
    private final Handoffs handoffs;
    private final Clock clock;
    private final MockMvcTester mvc;

    NoRevenueForSdrTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Queues queues,
            Handoffs handoffs,
            Clock clock,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.queues = queues;
        this.handoffs = handoffs;
        this.clock = clock;
        this.mvc = mvc;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private UUID lead(Given given, Actor owner, String name, UUID company) {
        return create(
                given,
                "lead",
                Map.of(
                        "last_name",
                        name,
                        "channel",
                        "outbound",
                        "company",
                        company.toString(),
                        "owner",
                        owner.member().toString()));
    }

    private UUID handedOver(Given given, UUID lead, Actor from) {
        given.sheetAnswered(lead);
        return given.in(() -> handoffs.offer(
                                new Offer(HandoffKind.QUALIFIED_LEAD, "lead", lead, null, null, "", List.of()), from)
                        .handoff()
                        .id())
                .value();
    }

    /** What the SDR found became a customer: a sale won, one under way that their lead joined, an order, a contract. */
    private UUID sold(Given given, Actor sdr, Actor ae) {
        var company = create(given, "company", Map.of("name", "Mécaval", "turnover", "987600"));
        for (var stage : List.of("won", "discovery")) {
            create(
                    given,
                    "opportunity",
                    Map.of(
                            "name",
                            "Mécaval, " + stage,
                            "company",
                            company.toString(),
                            "stage",
                            stage,
                            "one_off_amount",
                            "12345",
                            "owner",
                            ae.member().toString()));
        }
        var lead = lead(given, sdr, "Durand", company);
        var handoff = handedOver(given, lead, sdr);
        given.run(() -> handoffs.accept(new HandoffId(handoff), ae));
        given.run(() -> {
            sql.execute(
                    "insert into sales_order (name, company_id, currency, one_off_minor, ordered_on)"
                            + " values ('D-2026-0001', ?, 'EUR', 7770000, date '2026-11-27')",
                    company);
            sql.execute(
                    "insert into contract (name, company_id, currency, recurring_minor, starts_on, renewal_on, notice_on)"
                            + " values ('C-2026-0001', ?, 'EUR', 3690000, date '2026-11-27', date '2027-11-27', date '2027-08-27')",
                    company);
        });
        return company;
    }

    private void target(Given given, Map<String, ?> who, String role, String figure, String value) {
        var period = YearMonth.from(today(given)).toString();
        assertThat(mvc.put()
                        .uri("/api/v1/targets")
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"%s": "%s", "role": "%s", "figure": "%s", "period": "%s", "value": %s}
                                """.formatted(
                                        who.keySet().iterator().next(),
                                        who.values().iterator().next(),
                                        role,
                                        figure,
                                        period,
                                        value)))
                .hasStatusOk();
    }

    private LocalDate today(Given given) {
        return LocalDate.ofInstant(clock.instant(), given.administrator().zone());
    }

    private String shown(Given given, Actor who, String path) {
        var request = mvc.get().uri(path).locale(Locale.FRANCE);
        var result = path.startsWith("/api/")
                ? request.header("Authorization", given.bearer(who, Scope.READ)).exchange()
                : request.with(given.signedIn(who)).exchange();
        assertThat(result).as(path).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void the_desk_of_an_sdr_shows_no_revenue_figure(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        var ae = given.member("Sami Vidal", "ae");
        var company = sold(given, sdr, ae);
        target(given, Map.of("member_id", ae.member().toString()), "ae", "bookings", "987600");
        target(given, Map.of("member_id", sdr.member().toString()), "sdr", "meetings-held", "12");
        var other = lead(given, sdr, "Untel", company);
        var returned = lead(given, sdr, "Lumidor", company);
        var handoff = handedOver(given, returned, sdr);
        given.run(() -> handoffs.giveBack(new HandoffId(handoff), "budget non confirmé", ae));
        create(
                given,
                "activity",
                Map.of(
                        "kind", "task",
                        "subject", "Présenter Sami",
                        "opportunity",
                                given.in(() -> sql.fetchSingle(
                                                        "select id from opportunity where name = 'Mécaval, discovery'")
                                                .get(0, UUID.class))
                                        .toString(),
                        "due_on", today(given).toString(),
                        "owner", sdr.member().toString()));
        given.run(() -> {
            sql.execute(
                    "insert into claim (company_id, member_id, claimed_at, until)"
                            + " values (?, ?, now() - interval '6 days', now() + interval '1 hour')",
                    company,
                    sdr.member().value());
            sql.execute(
                    "insert into enrichment (person_id, field, value, source, confidence, found_at)"
                            + " select person_id, 'title', 'Acheteuse', 'workspace', 60, now() from lead where id = ?",
                    other);
            sql.execute(
                    "update person set owner_id = ? where id = (select person_id from lead where id = ?)",
                    sdr.member().value(),
                    other);
        });

        var entries = given.in(() -> queues.next(new QueueRequest(sdr.member(), "sdr", clock.instant(), 50)));
        assertThat(entries)
                .extracting(QueueEntry::recordType)
                .as("all kinds of records that stand on the desk of an SDR")
                .contains("lead", "company", "person", "opportunity");
        for (var entry : entries) {
            assertThat(shown(given, sdr, "/desk/sdr?at=" + entry.key()))
                    .as(entry.kind())
                    .contains(entry.title())
                    .doesNotContainPattern(REVENUE)
                    .doesNotContain("??");
        }
        for (var path : List.of(
                "/desk",
                "/desk/sdr",
                "/desk/waiting",
                "/api/v1/queue?desk=sdr",
                "/api/v1/queue",
                "/api/v1/figures?desk=sdr")) {
            assertThat(shown(given, sdr, path)).as(path).doesNotContainPattern(REVENUE);
        }
        assertThat(shown(given, sdr, "/desk/sdr")).contains("RDV tenus", "sur 12");
        for (var figure : List.of("meetings-held", "acceptance-rate", "touches-per-meeting")) {
            assertThat(shown(given, sdr, "/desk/figures/" + figure)).as(figure).doesNotContainPattern(REVENUE);
        }
    }

    @Test
    void an_sdr_is_not_told_figures_of_revenue_by_asking_for_them(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        sold(given, sdr, given.member("Sami Vidal", "ae"));
        for (var figure : List.of("bookings", "line-bookings", "win-rate")) {
            assertThat(mvc.get().uri("/desk/figures/" + figure).with(given.signedIn(sdr)))
                    .as(figure)
                    .hasStatus(404);
        }
        for (var path : List.of("/api/v1/figures?desk=ae", "/api/v1/queue?desk=ae", "/api/v1/figures?desk=manager")) {
            assertThat(mvc.get().uri(path).header("Authorization", given.bearer(sdr, Scope.READ)))
                    .as(path)
                    .hasStatus(422);
        }
        assertThat(mvc.put()
                        .uri("/api/v1/targets")
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"member_id": "%s", "role": "sdr", "figure": "bookings", "period": "2026-12", "value": 1}
                                """.formatted(sdr.member())))
                .hasStatus(422);
    }

    /** What is left off the desk stands where it belongs; otherwise the test above would prove nothing. */
    @Test
    void what_was_sold_stands_on_the_companys_own_page(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        var company = sold(given, sdr, given.member("Sami Vidal", "ae"));
        assertThat(shown(given, sdr, "/companies/" + company))
                .containsPattern("987\\h600")
                .containsPattern("77\\h700")
                .containsPattern("36\\h900");
    }
}
