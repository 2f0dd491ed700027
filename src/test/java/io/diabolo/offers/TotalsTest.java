package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a quote comes to, to the cent. */
class TotalsTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    static QuoteLine line(String quantity, String price, int discount, int vat, @Nullable Period period) {
        return new QuoteLine(
                UUID.randomUUID(),
                true,
                null,
                "x",
                "",
                "",
                new BigDecimal(quantity),
                new BigDecimal(price),
                discount,
                vat,
                "",
                period,
                null,
                false,
                false);
    }

    @Test
    void vat_is_due_on_the_sum_of_each_rate_and_not_on_each_line() {
        // Three times 0.05 € at 20 %: line by line it would be 3 × 0.01.
        var lines = List.of(
                line("1", "0.05", 0, 2_000, null),
                line("1", "0.05", 0, 2_000, null),
                line("1", "0.05", 0, 2_000, null),
                line("3", "100", 1_000, 550, null));
        var sum = Totals.of(lines, 0, null, EUR).onceAndAgain().getFirst();
        assertThat(sum.vat())
                .extracting(vat ->
                        vat.rate() + " " + vat.base().value() + " " + vat.tax().value())
                .containsExactly("2000 0.15 0.03", "550 270.00 14.85");
        assertThat(sum.gross().value()).isEqualByComparingTo("285.03");
    }

    @Test
    void a_discount_on_the_whole_is_taken_from_each_rate() {
        var lines = List.of(line("1", "99.99", 0, 2_000, null), line("1", "10.01", 0, 550, null));
        var sum = Totals.of(lines, 333, null, EUR).onceAndAgain().getFirst();
        // 99.99 × 3.33 % = 3.329667 → 3.33; 10.01 × 3.33 % = 0.333333 → 0.33
        assertThat(sum.discount().value()).isEqualByComparingTo("3.66");
        assertThat(sum.net().value()).isEqualByComparingTo("106.34");
        assertThat(sum.tax().value()).isEqualByComparingTo("19.86");
    }

    @Test
    void what_recurs_is_summed_apart_and_over_the_term() {
        var lines = List.of(
                line("1", "500", 0, 2_000, null),
                line("10", "9.90", 0, 2_000, Period.MONTH),
                line("1", "120", 0, 2_000, Period.YEAR));
        var totals = Totals.of(lines, 0, 24, EUR);
        assertThat(totals.netByPeriod()).hasSize(3);
        assertThat(totals.once().value()).isEqualByComparingTo("500");
        assertThat(totals.year().value()).isEqualByComparingTo("1308");
        assertThat(totals.term().value()).isEqualByComparingTo("3116");
    }

    @Test
    void an_option_counts_once_it_is_chosen() {
        var option = line("1", "50", 0, 2_000, null);
        option = new QuoteLine(
                option.id(),
                true,
                null,
                "x",
                "",
                "",
                BigDecimal.ONE,
                option.unitPrice(),
                0,
                2_000,
                "",
                null,
                null,
                true,
                false);
        assertThat(Totals.of(List.of(option), 0, null, EUR).onceAndAgain()).isEmpty();
        assertThat(Totals.of(List.of(option.chosen(true)), 0, null, EUR).once().value())
                .isEqualByComparingTo("50");
    }

    /** Ten thousand lines against whole numbers that never round but where EN 16931 says so. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"EUR,1", "EUR,2", "JPY,3", "JPY,4", "KWD,5", "USD,6"})
    void ten_thousand_lines_are_right_to_the_last_cent(String code, long seed) {
        var currency = Currency.getInstance(code);
        var random = new Random(seed);
        var lines = new ArrayList<QuoteLine>();
        var periods = new Period[] {null, Period.MONTH, Period.QUARTER, Period.YEAR};
        var rates = new int[] {2_000, 1_000, 550, 210, 0};
        for (var at = 0; at < 10_000; at++) {
            lines.add(line(
                    BigDecimal.valueOf(random.nextLong(1, 999_999), 3).toPlainString(),
                    BigDecimal.valueOf(random.nextLong(0, 999_999_999), 6).toPlainString(),
                    random.nextInt(4) == 0 ? random.nextInt(10_001) : 0,
                    rates[random.nextInt(rates.length)],
                    periods[random.nextInt(periods.length)]));
        }
        var discount = random.nextInt(3_000);
        var totals = Totals.of(lines, discount, 36, currency);
        for (var sum : totals.onceAndAgain()) {
            var bases = new HashMap<Integer, BigInteger>();
            for (var line : lines) {
                if (line.period() == sum.period()) {
                    bases.merge(line.vatRate(), minor(line, currency), BigInteger::add);
                }
            }
            var net = BigInteger.ZERO;
            var tax = BigInteger.ZERO;
            for (var base : bases.entrySet()) {
                var less = share(base.getValue(), discount);
                var left = base.getValue().subtract(less);
                var due = share(left, base.getKey());
                net = net.add(left);
                tax = tax.add(due);
                assertThat(sum.vat()).anySatisfy(vat -> {
                    assertThat(vat.rate()).isEqualTo(base.getKey());
                    assertThat(BigInteger.valueOf(vat.base().minor())).isEqualTo(left);
                    assertThat(BigInteger.valueOf(vat.tax().minor())).isEqualTo(due);
                });
            }
            assertThat(BigInteger.valueOf(sum.net().minor())).isEqualTo(net);
            assertThat(BigInteger.valueOf(sum.tax().minor())).isEqualTo(tax);
            assertThat(BigInteger.valueOf(sum.gross().minor())).isEqualTo(net.add(tax));
            assertThat(sum.lines().minor())
                    .isEqualTo(sum.net().minor() + sum.discount().minor());
        }
    }

    /** quantity·10³ × price·10⁶ × (10⁴ − discount) over 10¹³, times the minor units of one. */
    private static BigInteger minor(QuoteLine line, Currency currency) {
        var product = line.quantity()
                .unscaledValue()
                .multiply(line.unitPrice().unscaledValue())
                .multiply(BigInteger.valueOf(10_000L - line.discount()))
                .multiply(BigInteger.TEN.pow(currency.getDefaultFractionDigits()));
        return halfUp(product, BigInteger.TEN.pow(13));
    }

    private static BigInteger share(BigInteger of, int hundredths) {
        return halfUp(of.multiply(BigInteger.valueOf(hundredths)), BigInteger.valueOf(10_000));
    }

    private static BigInteger halfUp(BigInteger value, BigInteger by) {
        return new BigDecimal(value)
                .divide(new BigDecimal(by), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact();
    }

    @Test
    void prices_fall_by_volume_or_piece_by_piece() {
        var tiers = java.util.Objects.requireNonNull(Tiers.read("10: 9,50; 100: 8"));
        var first = BigDecimal.TEN;
        assertThat(tiers.unitPrice(new BigDecimal("9"), first, false)).isEqualByComparingTo("10");
        assertThat(tiers.unitPrice(new BigDecimal("10"), first, false)).isEqualByComparingTo("9.5");
        assertThat(tiers.unitPrice(new BigDecimal("250"), first, false)).isEqualByComparingTo("8");
        // 9 at 10, 90 at 9.50, 1 at 8
        assertThat(tiers.unitPrice(new BigDecimal("100"), first, true)).isEqualByComparingTo("9.53");
        assertThat(Tiers.read("10: 9; 5: 8")).isNull();
        assertThat(Tiers.read("ten: 9")).isNull();
        assertThat(Input.decimal("1 250,50", 2)).isEqualByComparingTo("1250.50");
        assertThat(Input.decimal("1e9", 2)).isNull();
    }
}
