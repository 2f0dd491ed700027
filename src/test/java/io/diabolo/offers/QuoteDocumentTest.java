package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.testkit.PdfA;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The customer's page and the PDF show the figures that are computed, to the last cent, in every currency. */
@DiaboloTest
class QuoteDocumentTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;
    private final ExchangeRates rates;
    private final Documents documents;
    private final Pdf pdf;

    QuoteDocumentTest(
            ApplicationContext application,
            MockMvcTester mvc,
            Quotes quotes,
            ExchangeRates rates,
            Documents documents,
            Pdf pdf) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
        this.rates = rates;
        this.documents = documents;
        this.pdf = pdf;
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "USD", "JPY"})
    void page_and_pdf_say_the_same(String currency, Given given) throws Exception {
        var world = AnOffer.of(given, application);
        if (!currency.equals("EUR")) {
            world.in(() -> {
                rates.put("EUR", currency, LocalDate.of(2020, 1, 1), new BigDecimal("1.1"), given.administrator());
                return true;
            });
        }
        var id = world.in(() ->
                quotes.create(world.opportunity, List.of(), currency, world.ae).quote());
        var draft = world.get(id);
        var many = filled(draft);
        world.in(() -> quotes.save(id, many, draft.version(), world.ae));
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
        var quote = world.get(id);

        var view = world.in(() -> documents.view(quote, quote.seller(), null));
        var page = new String(
                mvc.get().uri("/q/" + quote.link()).exchange().getResponse().getContentAsByteArray(),
                StandardCharsets.UTF_8);
        var bytes = world.in(() -> pdf.of(view));
        assertThat(PdfA.faults(bytes)).isEmpty();
        String print;
        try (var document = Loader.loadPDF(bytes)) {
            print = new PDFTextStripper().getText(document);
            assertThat(document.getNumberOfPages()).isGreaterThan(3);
            assertThat(new String(
                            document.getDocumentCatalog()
                                    .getMetadata()
                                    .exportXMPMetadata()
                                    .readAllBytes(),
                            StandardCharsets.UTF_8))
                    .contains("pdfaid");
        }
        var amounts = new Amounts(quote.locale());
        for (var sum : quote.totals().onceAndAgain()) {
            assertThat(List.of(page, print)).allSatisfy(text -> {
                assertThat(plain(text)).contains(plain(amounts.money(sum.net())), plain(amounts.money(sum.gross())));
                sum.vat().forEach(vat -> assertThat(plain(text)).contains(plain(amounts.money(vat.tax()))));
            });
        }
        quote.lines()
                .forEach(line ->
                        assertThat(plain(print)).contains(plain(amounts.money(Totals.net(line, quote.currency())))));
        assertThat(print).contains("D441-5", "Ç", "œ", "€");
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    private static Quote filled(Quote draft) {
        var random = new Random(7);
        var lines = new ArrayList<QuoteLine>();
        for (var at = 0; at < 200; at++) {
            lines.add(new QuoteLine(
                    UUID.randomUUID(),
                    true,
                    null,
                    "Ça & <là> œuvre " + at,
                    at % 7 == 0 ? "Avec détail\nsur deux lignes" : "",
                    "",
                    BigDecimal.valueOf(random.nextLong(1, 99_999), 3),
                    BigDecimal.valueOf(random.nextLong(1, 99_999_999), 4),
                    random.nextInt(1_000),
                    new int[] {2_000, 1_000, 550, 210}[random.nextInt(4)],
                    "",
                    new Period[] {null, Period.MONTH, Period.YEAR}[random.nextInt(3)],
                    null,
                    false,
                    false));
        }
        return QuoteForm.read(draft.with(lines), java.util.Map.of("discount", "3,33", "term_months", "36"))
                .quote();
    }

    @Test
    void an_english_document_is_english_throughout(Given given) throws Exception {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var draft = world.get(id);
        world.in(() -> quotes.save(
                id,
                QuoteForm.read(draft, java.util.Map.of("language", "en", "term_months", "24"))
                        .quote(),
                draft.version(),
                world.ae));
        world.send(id);
        var quote = world.get(id);
        var page = mvc.get().uri("/q/" + quote.link());
        assertThat(page)
                .bodyText()
                .contains("lang=\"en\"", "€1,200.00", "Article 1. Our terms.", "Late payment")
                .doesNotContain("Nos conditions", "Devis", " HT", "Valable");
        var bytes = mvc.get()
                .uri("/q/" + quote.link() + "/document")
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        assertThat(PdfA.faults(bytes)).isEmpty();
        try (var document = Loader.loadPDF(bytes)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("€1,200.00", "Our terms")
                    .doesNotContain("Nos conditions");
        }
    }
}
