package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** A quote of ten thousand lines says the same totals on its page, in its PDF and through the API, to the last cent. */
@DiaboloTest
class ManyLinesTest {
    private static final int MANY = 10_000;
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;
    private final ExchangeRates rates;
    private final Documents documents;
    private final Pdf pdf;
    private final JsonMapper json;

    ManyLinesTest(
            ApplicationContext application,
            MockMvcTester mvc,
            Quotes quotes,
            ExchangeRates rates,
            Documents documents,
            Pdf pdf,
            JsonMapper json) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
        this.rates = rates;
        this.documents = documents;
        this.pdf = pdf;
        this.json = json;
    }

    @ParameterizedTest
    @CsvSource({"EUR,11", "USD,12", "JPY,13"})
    void page_pdf_and_api_agree(String code, long seed, Given given) throws Exception {
        var world = AnOffer.of(given, application);
        if (!code.equals("EUR")) {
            world.in(() -> {
                rates.put("EUR", code, LocalDate.of(2020, 1, 1), new BigDecimal("1.1"), given.administrator());
                return true;
            });
        }
        var id = world.in(() ->
                quotes.create(world.opportunity, List.of(), code, world.ae).quote());
        var draft = world.get(id);
        var lines = lines(new Random(seed));
        var typed = QuoteForm.read(draft.with(lines), java.util.Map.of("discount", "3,33", "term_months", "30"))
                .quote();
        world.in(() -> quotes.save(id, typed, draft.version(), world.ae));
        var quote = world.get(id);
        var totals = Totals.of(lines, 333, 30, Currency.getInstance(code));

        var page = mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)).exchange();
        assertThat(page).hasStatusOk();
        var shown = plain(new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
        var whole = world.in(() -> documents.view(quote, AnOffer.seller(1), null));
        String print;
        try (var document = Loader.loadPDF(world.in(() -> pdf.of(whole)))) {
            print = plain(new PDFTextStripper().getText(document));
        }
        var answer = json.readTree(mvc.get()
                .uri("/api/v1/quotes/" + id + "/content")
                .header("Authorization", given.bearer(world.ae, Scope.READ))
                .exchange()
                .getResponse()
                .getContentAsByteArray());

        var amounts = new Amounts(quote.locale());
        assertThat(answer.get("lines")).hasSize(MANY);
        assertThat(answer.get("totals")).hasSize(totals.onceAndAgain().size());
        for (var at = 0; at < totals.onceAndAgain().size(); at++) {
            var sum = totals.onceAndAgain().get(at);
            var said = answer.get("totals").get(at);
            assertThat(said.get("net").asString()).isEqualTo(sum.net().value().toPlainString());
            assertThat(said.get("tax").asString()).isEqualTo(sum.tax().value().toPlainString());
            assertThat(said.get("gross").asString())
                    .isEqualTo(sum.gross().value().toPlainString());
            for (var money : List.of(sum.lines(), sum.net(), sum.gross())) {
                assertThat(shown).contains(plain(amounts.money(money)));
                assertThat(print).contains(plain(amounts.money(money)));
            }
            sum.vat().forEach(vat -> {
                assertThat(shown).contains(plain(amounts.money(vat.tax())));
                assertThat(print).contains(plain(amounts.money(vat.tax())));
            });
        }
        assertThat(answer.get("term_net").asString())
                .isEqualTo(totals.term().value().toPlainString());
        assertThat(print).contains(plain(amounts.money(totals.term())));
        assertThat(shown).contains(plain(amounts.money(totals.term())));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    private static List<QuoteLine> lines(Random random) {
        var lines = new ArrayList<QuoteLine>();
        for (var at = 0; at < MANY; at++) {
            lines.add(new QuoteLine(
                    UUID.randomUUID(),
                    true,
                    null,
                    "Ligne " + at,
                    "",
                    "",
                    BigDecimal.valueOf(random.nextLong(1, 9_999), 3),
                    BigDecimal.valueOf(random.nextLong(1, 99_999_999), 6),
                    random.nextInt(3) == 0 ? random.nextInt(3_000) : 0,
                    new int[] {2_000, 1_000, 550, 210}[random.nextInt(4)],
                    "",
                    new Period[] {null, Period.MONTH, Period.QUARTER, Period.YEAR}[random.nextInt(4)],
                    null,
                    false,
                    false));
        }
        return lines;
    }
}
