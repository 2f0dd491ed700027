package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A recurring line whose quantity or price changes from year to year. */
@DiaboloTest
class RampTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;

    RampTest(ApplicationContext application, MockMvcTester mvc, Quotes quotes) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
    }

    private static QuoteLine line(String quantity, String price, Period period, RampStep... ramp) {
        return new QuoteLine(
                UUID.randomUUID(),
                true,
                null,
                "x",
                "",
                "",
                new BigDecimal(quantity),
                new BigDecimal(price),
                0,
                2_000,
                "",
                period,
                null,
                false,
                false,
                Bundled.NONE,
                List.of(ramp),
                TieredPrice.FLAT);
    }

    @Test
    void each_year_has_its_total_and_the_term_is_their_sum() {
        var lines = List.of(
                line(
                        "100",
                        "50",
                        Period.MONTH,
                        new RampStep(2, new BigDecimal("150"), null),
                        new RampStep(3, null, new BigDecimal("45.005"))),
                line("1", "100", Period.YEAR),
                TotalsTest.line("1", "500", 0, 2_000, null));
        var totals = Totals.of(lines, 1_000, 30, EUR);
        assertThat(totals.years())
                .extracting(year ->
                        year.number() + " " + year.months() + " " + year.net().value())
                // 5000 × 0.9 × 12 + 90; 7500 × 0.9 × 12 + 90; 6750.75 − 675.08 = 6075.67 × 6 + 45
                .containsExactly("1 12 54090.00", "2 12 81090.00", "3 6 36499.02");
        assertThat(totals.once().value()).isEqualByComparingTo("450");
        assertThat(totals.term().value()).isEqualByComparingTo("172129.02");
        assertThat(totals.year().value()).isEqualByComparingTo("54090");
    }

    @ParameterizedTest
    @CsvSource({"EUR,1", "USD,2", "JPY,3"})
    void the_contract_is_what_the_years_come_to_whatever_the_term(String code, long seed) {
        var currency = Currency.getInstance(code);
        var random = new Random(seed);
        for (var run = 0; run < 200; run++) {
            var lines = new ArrayList<QuoteLine>();
            for (var at = 0; at < 20; at++) {
                lines.add(line(
                        BigDecimal.valueOf(random.nextLong(1, 99_999), 3).toPlainString(),
                        BigDecimal.valueOf(random.nextLong(1, 9_999_999), 4).toPlainString(),
                        List.of(Period.values()).get(random.nextInt(3)),
                        new RampStep(2, BigDecimal.valueOf(random.nextLong(1, 99_999), 3), null),
                        new RampStep(4, null, BigDecimal.valueOf(random.nextLong(1, 9_999_999), 4))));
            }
            var months = random.nextInt(1, 121);
            var totals = Totals.of(lines, random.nextInt(2_000), months, currency);
            var sum = totals.years().stream().map(year -> year.net().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(totals.term().value()).isEqualByComparingTo(sum);
            var unrounded = BigDecimal.ZERO;
            for (var year : totals.years()) {
                for (var due : year.sums()) {
                    var period = java.util.Objects.requireNonNull(due.period());
                    unrounded = unrounded.add(due.net()
                            .value()
                            .multiply(BigDecimal.valueOf(year.months()))
                            .divide(BigDecimal.valueOf(period.months()), 12, RoundingMode.HALF_UP));
                }
            }
            assertThat(sum.subtract(unrounded).abs())
                    .isLessThan(BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits()));
        }
    }

    @Test
    void it_is_typed_on_the_page_shown_on_the_document_and_kept_by_the_next_version(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var draft = world.get(id);
        var form = QuoteForm.of(draft);
        form.put("term_months", "36");
        form.put("lines.0.ramp.2.quantity", "10");
        form.put("lines.0.ramp.3.price", "45,50");
        var read = QuoteForm.read(draft, form);
        assertThat(read.faults()).isEmpty();
        world.in(() -> quotes.save(id, read.quote(), draft.version(), world.ae));
        assertThat(world.get(id).lines().getFirst().ramp())
                .containsExactly(new RampStep(2, BigDecimal.TEN, null), new RampStep(3, null, new BigDecimal("45.5")));
        form.put("lines.1.ramp.2.price", "1");
        assertThat(QuoteForm.read(draft, form).faults())
                .extracting(fault -> fault.field() + " " + fault.key())
                .containsExactly("lines.1 quote.fault.ramp");
        // 598.80 + 5988 + 5460 + 1200
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Année 2\u00a0: quantité", "Année 3\u00a0: 10 × 45,50", "5\u00a0988,00", "13\u00a0246,80");
        var short12 = QuoteForm.of(world.get(id));
        short12.put("term_months", "12");
        world.in(() -> quotes.save(
                id,
                QuoteForm.read(world.get(id), short12).quote(),
                world.get(id).version(),
                world.ae));
        assertThat(world.send(id))
                .isInstanceOfSatisfying(
                        SendQuote.Answer.Missing.class,
                        missing -> assertThat(missing.faults().getFirst().key()).isEqualTo("quote.missing.ramp"));
    }
}
