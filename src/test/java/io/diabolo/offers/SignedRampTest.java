package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CONTRACT_LINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What was agreed from year to year is what the contract says from year to year. */
@DiaboloTest
class SignedRampTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;
    private final DSLContext sql;

    SignedRampTest(ApplicationContext application, MockMvcTester mvc, Quotes quotes, DSLContext sql) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
        this.sql = sql;
    }

    private static QuoteLine line(String name, String price, RampStep... ramp) {
        return new QuoteLine(
                UUID.randomUUID(),
                true,
                null,
                name,
                "",
                "",
                BigDecimal.ONE,
                new BigDecimal(price),
                0,
                2_000,
                "",
                Period.MONTH,
                null,
                false,
                false,
                Bundled.NONE,
                List.of(ramp),
                TieredPrice.FLAT);
    }

    /** @return the contract's lines: name, amount in cents, years after its start from and until */
    private List<String> signed(Given given, QuoteLine... lines) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var id = world.quote();
        var form = QuoteForm.of(world.get(id));
        form.put("term_months", "36");
        var draft = QuoteForm.read(world.get(id), form).quote();
        world.in(() -> quotes.save(id, draft.with(List.of(lines)), draft.version(), world.ae));
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
        assertThat(mvc.post()
                        .uri("/api/v1/quotes/" + id + "/acceptance")
                        .header("Authorization", given.bearer(world.ae, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"name\": \"Léa Martin\", \"file_name\": \"bon.pdf\", \"content_type\": \"application/pdf\","
                                        + " \"content\": \"JVBERi0=\"}"))
                .hasStatusOk();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(CONTRACT)).isEqualTo(1)));
        return given.in(() -> {
            var start = sql.selectFrom(CONTRACT).fetchSingle().getStartsOn();
            return sql.selectFrom(CONTRACT_LINE)
                    .orderBy(CONTRACT_LINE.NAME, CONTRACT_LINE.FROM_ON)
                    .fetch(row -> row.getName() + " " + row.getAmountMinor() + " " + years(start, row.getFromOn()) + "–"
                            + (row.getUntilOn() == null ? "" : years(start, row.getUntilOn())));
        });
    }

    private static long years(LocalDate start, LocalDate day) {
        return start.until(day).toTotalMonths() / 12;
    }

    @Test
    void a_ramp_is_a_line_for_each_of_its_steps_and_a_credit_makes_them_less(Given given) {
        var lines = signed(
                given,
                line(
                        "Licence",
                        "50",
                        new RampStep(2, BigDecimal.TEN, null),
                        new RampStep(3, null, new BigDecimal("45.50"))),
                line("Support", "150"),
                line("Geste commercial", "-20"));

        assertThat(lines)
                .containsExactly(
                        "Licence 4500 0–1",
                        // 500 of 650, less 20 × 500 ÷ 650
                        "Licence 48462 1–2",
                        "Licence 43996 2–",
                        "Support 13500 0–1",
                        "Support 14538 1–2",
                        "Support 14504 2–");
        given.run(() -> {
            var contract = sql.selectFrom(CONTRACT).fetchSingle();
            assertThat(contract.getMonthlyMinor()).isEqualTo(18_000);
            assertThat(contract.getRecurringMinor()).isEqualTo(216_000);
        });
    }

    @Test
    void a_first_year_for_nothing_is_a_contract_all_the_same(Given given) {
        assertThat(signed(given, line("Licence", "0", new RampStep(2, null, new BigDecimal("80")))))
                .containsExactly("Licence 0 0–1", "Licence 8000 1–");
    }
}
