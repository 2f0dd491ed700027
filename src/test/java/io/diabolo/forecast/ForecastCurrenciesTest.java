package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.offers.ExchangeRates;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** A forecast over several currencies is the sum of what each deal is worth by the dated rates; without a rate it says so. */
@DiaboloTest
class ForecastCurrenciesTest {
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "USD", "GBP", "JPY", "KWD", "CHF");
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ExchangeRates rates;
    private final Forecasts forecasts;
    private final Adjustments adjustments;
    private final Snapshots snapshots;
    private final Changes changes;
    private final Accuracy accuracy;
    private final DealHistory history;
    private final Worths worths;
    private final Clock clock;
    private final MockMvcTester mvc;
    private final JsonMapper json;

    ForecastCurrenciesTest(ApplicationContext beans, MockMvcTester mvc, JsonMapper json) {
        this.sql = beans.getBean(DSLContext.class);
        this.records = beans.getBean(Records.class);
        this.types = beans.getBean(RecordTypes.class);
        this.rates = beans.getBean(ExchangeRates.class);
        this.forecasts = beans.getBean(Forecasts.class);
        this.adjustments = beans.getBean(Adjustments.class);
        this.snapshots = beans.getBean(Snapshots.class);
        this.changes = beans.getBean(Changes.class);
        this.accuracy = beans.getBean(Accuracy.class);
        this.history = beans.getBean(DealHistory.class);
        this.worths = beans.getBean(Worths.class);
        this.clock = beans.getBean(Clock.class);
        this.mvc = mvc;
        this.json = json;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }

    private record Deal(UUID id, String name, Actor owner, String stage, Money amount, LocalDate close) {
        boolean isWon() {
            return stage.equals("won");
        }
    }

    private Deal deal(Given given, Actor owner, String name, String stage, Money amount, LocalDate close) {
        var input = new HashMap<String, Object>(Map.of(
                "name", name,
                "one_off_amount",
                        Map.of(
                                "value", amount.value().toPlainString(),
                                "currency", amount.currency().getCurrencyCode()),
                "close_date", close.toString(),
                "stage", stage,
                "owner", owner.member().toString()));
        var id = given.in(() -> records.create(types.byId("opportunity").orElseThrow(), input, given.administrator())
                .record()
                .id());
        return new Deal(id, name, owner, stage, amount, close);
    }

    private void rate(Given given, String from, String to, LocalDate on, String rate) {
        given.run(() -> rates.put(from, to, on, new BigDecimal(rate), given.administrator()));
    }

    /** What it counts, worked out in the plainest way; null without a rate. */
    private @Nullable Long counts(Given given, Deal deal) {
        var day = deal.isWon() && deal.close().isBefore(today()) ? deal.close() : today();
        var rate = given.in(() -> rates.of(deal.amount().currency().getCurrencyCode(), "EUR", day));
        return rate == null
                ? null
                : Long.valueOf(Money.rounded(deal.amount().value().multiply(rate), EURO)
                        .minor());
    }

    private long sum(Given given, List<Deal> deals) {
        return deals.stream()
                .map(deal -> counts(given, deal))
                .mapToLong(minor -> minor == null ? 0 : minor)
                .sum();
    }

    private Waterfall since(Given given, Period period, LocalDate week) {
        var asked = new Changes.Asked(period, new Whose.Everybody(), week, null, Changes.Looked.OPEN);
        return given.in(() -> changes.of(asked, given.administrator()));
    }

    @Test
    void every_total_is_the_sum_of_its_deals_by_the_dated_rates(Given given) throws Exception {
        var chance = new Random(20_261_129);
        var period = Period.quarter(today());
        var sellers = List.of(given.member("Anna", "ae"), given.member("Paul", "ae"), given.member("Zoé", "ae"));
        for (var on = period.from().minusDays(20); on.isBefore(period.to()); on = on.plusDays(11)) {
            rate(given, "USD", "EUR", on, "0." + (800_000_000 + chance.nextInt(150_000_000)));
            rate(given, "EUR", "GBP", on, "0." + (820_000_000 + chance.nextInt(60_000_000)));
            rate(given, "JPY", "EUR", on, "0.00" + (5_000_000 + chance.nextInt(2_000_000)));
            rate(given, "KWD", "EUR", on, "2." + (900_000_000 + chance.nextInt(90_000_000)));
        }
        var deals = new ArrayList<Deal>();
        for (var i = 0; i < 60; i++) {
            var currency = Currency.getInstance(CURRENCIES.get(chance.nextInt(CURRENCIES.size())));
            var amount = Money.ofMinor(1 + chance.nextInt(90_000_000), currency.getCurrencyCode());
            var won = chance.nextInt(3) == 0;
            // Won up to today, open until the end of the period.
            var days =
                    (int) (won ? today().toEpochDay() : period.to().minusDays(1).toEpochDay())
                            - (int) period.from().toEpochDay()
                            + 1;
            var close = period.from().plusDays(chance.nextInt(Math.max(1, days)));
            deals.add(deal(
                    given, sellers.get(chance.nextInt(3)), "Affaire " + i, won ? "won" : "proposal", amount, close));
        }
        var won = deals.stream().filter(Deal::isWon).toList();
        var open = deals.stream().filter(deal -> !deal.isWon()).toList();
        var missing = deals.stream()
                .filter(deal -> counts(given, deal) == null)
                .map(Deal::name)
                .toList();
        assertThat(missing).isNotEmpty();

        var rollUp = given.in(() -> forecasts.rollUp(period, Forecasts.By.LINE, given.administrator()));
        var whole = rollUp.whole().sums();
        assertThat(whole.of(Part.CLOSED).minor()).isEqualTo(sum(given, won));
        assertThat(pipeline(whole)).isEqualTo(sum(given, open));
        for (var seller : sellers) {
            var row = rollUp.rows().stream()
                    .filter(one -> one.whose().equals(new Whose.Line(seller.member())))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.sums().of(Part.CLOSED).minor())
                    .isEqualTo(sum(
                            given,
                            won.stream()
                                    .filter(deal -> deal.owner().equals(seller))
                                    .toList()));
            assertThat(pipeline(row.sums()))
                    .isEqualTo(sum(
                            given,
                            open.stream()
                                    .filter(deal -> deal.owner().equals(seller))
                                    .toList()));
        }
        // What is left out is said, by name, and opens as a list.
        assertThat(rollUp.leftOut().deals()).isEqualTo(missing.size());
        assertThat(rollUp.leftOut().currencies()).containsExactly("CHF");
        assertThat(rollUp.leftOut().named())
                .extracting(LeftOut.Deal::name)
                .allMatch(missing::contains)
                .hasSize(Math.min(missing.size(), LeftOut.NAMED));
        var page = mvc.get()
                .uri("/forecast?period=" + period.id())
                .with(given.signedIn(given.administrator()))
                .exchange();
        assertThat(page).hasStatusOk().bodyText().contains("CHF", "rate:missing", missing.getFirst());
        var answer = json.readTree(mvc.get()
                .uri("/api/v1/forecast?period=" + period.id())
                .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                .exchange()
                .getResponse()
                .getContentAsString());
        assertThat(answer.get("left_out").get("count").asInt()).isEqualTo(missing.size());
        assertThat(new BigDecimal(answer.get("items")
                        .get(0)
                        .get("parts")
                        .get("closed")
                        .get("value")
                        .asString()))
                .isEqualByComparingTo(Money.ofMinor(sum(given, won), "EUR").value());

        // Sales results say the same of what was won.
        var sales = json.readTree(mvc.get()
                        .uri("/api/v1/insight/sales?by=member")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                        .exchange()
                        .getResponse()
                        .getContentAsString())
                .get("total");
        assertThat(new BigDecimal(sales.get("revenue").asString()))
                .isEqualByComparingTo(Money.ofMinor(sum(given, won), "EUR").value());
        assertThat(sales.get("without_rate").asLong())
                .isEqualTo(
                        won.stream().filter(deal -> counts(given, deal) == null).count());

        // A manager's word stands beside the same sum, and the statistics are made of the same amounts.
        given.run(() -> adjustments.adjust(
                new Adjustments.Wish(period, new Whose.Everybody(), 1_00L, "Prudence"), given.administrator()));
        assertThat(given.in(() -> adjustments.of(period, given.administrator()))
                        .getFirst()
                        .computed())
                .isEqualTo(whole.forecast());
        assertThat(given.in(() -> history.all(worths.now())).stream()
                        .filter(deal -> deal.over() == PastDeal.NEVER)
                        .mapToLong(PastDeal::minor)
                        .sum())
                .isEqualTo(sum(given, open));
    }

    private static long pipeline(Sums sums) {
        return sums.of(Part.COMMIT).minor()
                + sums.of(Part.BEST_CASE).minor()
                + sums.of(Part.PIPELINE).minor();
    }

    @Test
    void a_week_keeps_its_rates_and_what_they_changed_is_a_step_of_its_own(Given given) {
        var period = Period.quarter(today());
        var week = Snapshots.monday(today());
        var seller = given.administrator();
        rate(given, "USD", "EUR", today().minusDays(40), "0.9");
        var dollars = deal(given, seller, "En dollars", "proposal", Money.ofMinor(1_000_00, "USD"), today());
        deal(given, seller, "En euros", "proposal", Money.ofMinor(500_00, "EUR"), today());
        var francs = deal(given, seller, "En francs", "proposal", Money.ofMinor(100_00, "CHF"), today());
        WorkspaceScope.run(given.workspace(), () -> snapshots.take(week, Integer.MAX_VALUE));
        assertThat(since(given, period, week).begin().minor()).isEqualTo(1_400_00);
        assertThat(since(given, period, week).leftOut()).containsExactly(francs.id());

        // Written down later for that very day: the week goes on saying what it said.
        rate(given, "USD", "EUR", today(), "0.95");
        var fall = since(given, period, week);
        assertThat(fall.begin().minor()).isEqualTo(1_400_00);
        assertThat(fall.of(Waterfall.Step.RATE_ROSE).minor()).isEqualTo(50_00);
        assertThat(fall.end().minor()).isEqualTo(1_450_00);
        var told = given.in(() -> accuracy.of(period, new Whose.Everybody(), given.administrator()));
        assertThat(told.weeks()).singleElement().satisfies(one -> {
            assertThat(pipeline(one.sums())).isEqualTo(1_400_00);
            assertThat(one.leftOut()).isOne();
        });

        // A rate that was missing is there: the deal counts from now on, and it is said why.
        rate(given, "EUR", "CHF", today().plusDays(1), "0.93");
        assertThat(since(given, period, week).leftOut()).containsExactly(francs.id());
        rate(given, "EUR", "CHF", today(), "0.8");
        var counted = since(given, period, week);
        assertThat(counted.end().minor()).isEqualTo(1_450_00 + 125_00);

        // Dollars that were sold keep the rate of their day.
        given.run(() -> sql.update(OPPORTUNITY)
                .set(OPPORTUNITY.STAGE, "won")
                .set(OPPORTUNITY.CLOSE_DATE, today().minusDays(1))
                .where(OPPORTUNITY.ID.eq(dollars.id()))
                .execute());
        var sums = given.in(() -> forecasts.sums(
                Cut.of(Period.quarter(today().minusDays(1)), new Whose.Everybody()), given.administrator()));
        assertThat(sums.of(Part.CLOSED).minor()).isEqualTo(900_00);
    }

    @Test
    void what_a_manager_said_in_another_currency_is_worth_what_it_was(Given given) {
        var period = Period.quarter(today());
        rate(given, "USD", "EUR", today().minusDays(9), "0.8");
        deal(given, given.administrator(), "En euros", "proposal", Money.ofMinor(400_00, "EUR"), today());
        given.run(() -> adjustments.adjust(
                new Adjustments.Wish(period, new Whose.Everybody(), 1_000_00L, "Prudence"), given.administrator()));
        given.run(() -> sql.execute("update workspace_setting set currency = 'USD'"));
        var rollUp = given.in(() -> forecasts.rollUp(period, Forecasts.By.LINE, given.administrator()));
        assertThat(rollUp.currency()).isEqualTo("USD");
        assertThat(rollUp.whole().forecast()).isEqualTo(1_250_00);
        assertThat(pipeline(rollUp.whole().sums())).isEqualTo(500_00);
    }

    @Test
    void the_rate_in_a_query_is_the_rate_in_a_call(Given given) {
        var chance = new Random(7);
        var day = LocalDate.of(2026, 1, 1);
        for (var i = 0; i < 40; i++) {
            var there = chance.nextBoolean();
            var rate = BigDecimal.valueOf(1 + chance.nextInt(2_000_000_000), 9 - chance.nextInt(4));
            var on = day.plusDays(chance.nextInt(300));
            given.run(() -> rates.put(there ? "USD" : "EUR", there ? "EUR" : "USD", on, rate, given.administrator()));
        }
        var seen = new HashSet<BigDecimal>();
        for (var i = 0; i < 60; i++) {
            var on = day.plusDays(chance.nextInt(320) - 10);
            var called = given.in(() -> rates.of("USD", "EUR", on));
            var queried = given.in(() -> sql.select(io.diabolo.offers.Conversion.rate(
                            org.jooq.impl.DSL.field("'USD'::char(3)", String.class), "EUR", org.jooq.impl.DSL.val(on)))
                    .fetchSingle()
                    .value1());
            if (called == null) {
                assertThat(queried).isNull();
            } else {
                assertThat(queried).isEqualByComparingTo(called);
                seen.add(called);
            }
        }
        assertThat(seen).hasSizeGreaterThan(5);
    }
}
