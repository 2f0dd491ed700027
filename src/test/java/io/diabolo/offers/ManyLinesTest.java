package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

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
import org.junit.jupiter.api.Test;
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

    @Test
    void a_long_quote_is_edited_page_by_page_and_the_other_pages_stay(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.in(() ->
                quotes.create(world.opportunity, List.of(), "EUR", world.ae).quote());
        var draft = world.get(id);
        var lines = lines(new Random(5)).subList(0, 450);
        world.in(() -> quotes.save(id, draft.with(lines), draft.version(), world.ae));
        var before = world.get(id);
        assertThat(mvc.get().uri("/quotes/" + id + "?lines=200").with(given.signedIn(world.ae)))
                .bodyText()
                .contains("name=\"lines.200.name\"", "name=\"lines.399.name\"", "name=\"page_from\" value=\"200\"")
                .doesNotContain("name=\"lines.199.name\"", "name=\"lines.400.name\"");

        var form = QuoteForm.of(before);
        form.keySet().removeIf(name -> name.startsWith("lines.") && !name.matches("lines\\.(2\\d\\d|3\\d\\d)\\..*"));
        form.put("lines.200.name", "Ligne changée");
        form.put("lines.399.remove", "true");
        form.put(QuoteForm.FROM, "200");
        form.put(QuoteForm.UNTIL, "400");
        form.put("go", "400");
        form.put("version", String.valueOf(before.version()));
        var request = mvc.post()
                .uri("/quotes/" + id + "/content")
                .with(given.signedIn(world.ae))
                .with(csrf());
        for (var field : form.entrySet()) {
            request = request.param(field.getKey(), field.getValue());
        }
        assertThat(request).hasStatus(303).hasRedirectedUrl("/quotes/" + id + "?lines=400");
        var after = world.get(id).lines();
        assertThat(after).hasSize(449);
        assertThat(after.get(200).name()).isEqualTo("Ligne changée");
        assertThat(after.subList(0, 200)).isEqualTo(before.lines().subList(0, 200));
        assertThat(after.subList(399, 449)).isEqualTo(before.lines().subList(400, 450));
    }
}
