package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.testkit.PdfA;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The price list beyond a page, exchange rates that stay with a quote, and how the seller's documents look. */
@DiaboloTest
class PricesAndBrandTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;
    private final ExchangeRates rates;
    private final Sellers sellers;

    PricesAndBrandTest(
            ApplicationContext application, MockMvcTester mvc, Quotes quotes, ExchangeRates rates, Sellers sellers) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
        this.rates = rates;
        this.sellers = sellers;
    }

    @Test
    void a_long_price_list_is_searched_and_read_page_by_page(Given given) {
        var world = AnOffer.of(given, application);
        for (var at = 0; at < 230; at++) {
            world.create(
                    "products", Map.of("name", "Capteur %03d".formatted(at), "list_price", String.valueOf(10 + at)));
        }
        world.create("products", Map.of("name", "Sonde", "list_price", "90", "currency", "CHF"));
        var first = world.in(() -> quotes.offered(world.opportunity, Catalogue.Asked.FIRST, world.ae))
                .catalogue();
        assertThat(first.all()).isEqualTo(233);
        assertThat(first.prices()).hasSize(Prices.OFFERED);
        assertThat(first.unpriced()).isEqualTo(1);
        assertThat(first.unrated()).containsExactly("CHF");
        var read = first.prices().size();
        var page = first;
        while (page.next() != null) {
            var asked = new Catalogue.Asked("", page.next(), List.of());
            page = world.in(() -> quotes.offered(world.opportunity, asked, world.ae))
                    .catalogue();
            read += page.prices().size();
        }
        assertThat(read).isEqualTo(232);

        var path = "/opportunities/" + world.opportunity + "/quotes/new";
        assertThat(mvc.get().uri(path).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("1 produit n’est pas affiché", "CHF", "after=");
        assertThat(mvc.get()
                        .uri(path + "?q=cápteur 229&products=" + world.setUp)
                        .with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Capteur 229", "Mise en service")
                .doesNotContain("Capteur 228");

        var id = world.quote();
        assertThat(mvc.get().uri("/quotes/" + id + "/products?q=capteur 229").with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Capteur 229");
        var product = world.in(
                        () -> quotes.catalogue(world.get(id), new Catalogue.Asked("Capteur 229", null, List.of())))
                .prices()
                .getFirst()
                .product()
                .getId();
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/products")
                        .param("products", product.toString())
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(world.get(id).lines()).extracting(QuoteLine::name).contains("Capteur 229");
    }

    @Test
    void the_rate_stays_with_the_quote_and_an_old_one_asks_to_be_confirmed(Given given) {
        var world = AnOffer.of(given, application);
        var today = world.in(quotes::today);
        var old = today.minusDays(40);
        world.in(() -> {
            rates.put("EUR", "USD", old, new BigDecimal("1.25"), given.administrator());
            return true;
        });
        var id = world.in(() -> quotes.create(world.opportunity, List.of(world.setUp), "USD", world.ae)
                .quote());
        var priced = world.get(id).priced();
        assertThat(priced.on()).isEqualTo(today);
        assertThat(priced.rates()).singleElement().satisfies(rate -> {
            assertThat(rate.on()).isEqualTo(old);
            assertThat(rate.rate()).isEqualByComparingTo("1.25");
        });
        assertThat(world.send(id))
                .isInstanceOfSatisfying(
                        SendQuote.Answer.Missing.class,
                        missing -> assertThat(missing.faults())
                                .extracting(BadInput.Fault::field)
                                .containsExactly("rates"));
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("plus de 31", "/rate-confirmation");

        // A rate that becomes known afterwards changes nothing of it.
        world.in(() -> {
            rates.put("EUR", "USD", today, new BigDecimal("1.5"), given.administrator());
            return true;
        });
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/rate-confirmation")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
        assertThat(mvc.get().uri("/q/" + world.get(id).link())).bodyText().contains("1 EUR = 1,25 USD");
        assertThat(mvc.get()
                        .uri("/api/v1/quotes/" + id + "/content")
                        .header("Authorization", given.bearer(world.ae, Scope.READ)))
                .bodyText()
                .contains("\"rate\":\"1.250000000\"", "\"rates_confirmed\":true", old.toString());

        var next = world.in(() -> quotes.revise(id, world.ae).quote());
        assertThat(world.get(next).priced().confirmed())
                .as("asked anew of a further version")
                .isFalse();
    }

    @Test
    void a_rate_that_is_fresh_asks_nothing(Given given) {
        var world = AnOffer.of(given, application);
        world.in(() -> {
            rates.put("EUR", "USD", quotes.today().minusDays(31), new BigDecimal("1.25"), given.administrator());
            return true;
        });
        var id = world.in(() -> quotes.create(world.opportunity, List.of(world.setUp), "USD", world.ae)
                .quote());
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
    }

    private static byte[] picture(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        var kind = format.equals("png") ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        ImageIO.write(new BufferedImage(900, 300, kind), format, out);
        return out.toByteArray();
    }

    @Test
    void logo_and_colour_stand_on_page_and_pdf_as_they_were_when_it_was_sent(Given given) throws IOException {
        var world = AnOffer.of(given, application);
        var admin = given.administrator();
        var before = world.in(sellers::seller);
        assertThat(mvc.post()
                        .uri("/settings/offers")
                        .multipart()
                        .file(new MockMultipartFile("logo", "logo.png", "image/png", picture("png")))
                        .param("name", before.name())
                        .param("address", before.address())
                        .param("siren", before.siren())
                        .param("validity_days", "30")
                        .param("coloured", "true")
                        .param("colour", "#B45309")
                        .param("number_prefix", "atl")
                        .param("rate_days", "10")
                        .param("version", String.valueOf(before.version()))
                        .with(given.signedIn(admin))
                        .with(csrf()))
                .hasStatus(303);
        var id = world.quote();
        world.send(id);
        var quote = world.get(id);
        assertThat(quote.number()).matches("ATL-\\d{4}-0001");
        assertThat(mvc.get().uri("/q/" + quote.link())).bodyText().contains("data:image/png;base64,", "#b45309");
        var pdf = mvc.get().uri("/q/" + quote.link() + "/document").exchange();
        assertThat(PdfA.faults(pdf.getResponse().getContentAsByteArray())).isEmpty();

        var branded = world.in(sellers::seller);
        assertThat(branded.rateDays()).isEqualTo(10);
        world.in(() -> {
            sellers.save(branded.with(new Brand("", "", "D")), new byte[0], admin);
            return true;
        });
        assertThat(world.in(sellers::seller).brand().logo()).isEmpty();
        assertThat(mvc.get().uri("/q/" + quote.link())).bodyText().contains("data:image/png;base64,", "#b45309");
        var second = world.quote();
        world.send(second);
        assertThat(world.get(second).number())
                .as("one series, whatever it is called")
                .matches("D-\\d{4}-0002");
    }

    @Test
    void what_is_no_picture_or_no_colour_is_refused_and_changes_nothing(Given given) throws IOException {
        var world = AnOffer.of(given, application);
        var admin = given.administrator();
        var seller = world.in(sellers::seller);
        var script = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> world.in(() -> {
                    sellers.save(seller, script, admin);
                    return true;
                }))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> world.in(() -> {
                    sellers.save(seller.with(new Brand("", "red;}", "D")), admin);
                    return true;
                }))
                .isInstanceOf(BadInput.class);
        assertThat(world.in(sellers::seller)).isEqualTo(seller);
        assertThat(Picture.png(picture("jpeg"), 100, 100)).isNotNull();
    }

    @Test
    void rates_are_listed_put_and_read_from_a_file(Given given) {
        AnOffer.of(given, application);
        var token = given.bearer(given.administrator(), Scope.WRITE);
        assertThat(mvc.put()
                        .uri("/api/v1/exchange-rates")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"rates": [{"from": "EUR", "to": "USD", "on": "2026-11-02", "rate": "1.15"},
                                           {"from": "EUR", "to": "CHF", "on": "2026-11-02", "rate": "0.93"}]}"""))
                .hasStatusOk();
        assertThat(mvc.get().uri("/api/v1/exchange-rates?from=EUR&to=CHF").header("Authorization", token))
                .bodyText()
                .contains("\"rate\":\"0.93\"")
                .doesNotContain("USD");
        assertThat(mvc.put()
                        .uri("/api/v1/exchange-rates")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"rates": [{"from": "EUR", "to": "USD", "on": "2026-11-03", "rate": "1.16"},
                                           {"from": "EUR", "to": "EUR", "on": "2026-11-03", "rate": "1"}]}"""))
                .hasStatus(422);
        assertThat(mvc.get().uri("/api/v1/exchange-rates").header("Authorization", token))
                .bodyText()
                .as("all or nothing")
                .doesNotContain("2026-11-03");

        var file = "date;de;vers;taux\n04/11/2026;EUR;USD;1,17\n2026-11-05;EUR;USD;1.18\n";
        assertThat(mvc.post()
                        .uri("/settings/offers/rates/import")
                        .multipart()
                        .file(new MockMultipartFile(
                                "file", "taux.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)))
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(given.in(() -> rates.of("EUR", "USD", LocalDate.of(2026, 11, 4))))
                .isEqualByComparingTo("1.17");
        var broken = "date;de;vers;taux\n06/11/2026;EUR;USD;1,19\n07/11/2026;EUR;USD;beaucoup\n";
        assertThat(mvc.post()
                        .uri("/settings/offers/rates/import")
                        .multipart()
                        .file(new MockMultipartFile(
                                "file", "taux.csv", "text/csv", broken.getBytes(StandardCharsets.UTF_8)))
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("ligne 3");
        assertThat(given.in(() -> rates.of("EUR", "USD", LocalDate.of(2026, 11, 6))))
                .isEqualByComparingTo("1.18");
    }

    @Test
    void the_sellers_settings_are_read_and_written_by_the_api(Given given) {
        var world = AnOffer.of(given, application);
        var token = given.bearer(given.administrator(), Scope.WRITE);
        assertThat(mvc.get().uri("/api/v1/seller").header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .contains("\"name\":\"Diabolo SAS\"", "\"number_prefix\":\"D\"", "Article 1.");
        assertThat(mvc.put()
                        .uri("/api/v1/seller")
                        .header("Authorization", token)
                        .header("If-Match", "\"1\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"terms_en\": \"Article 1. New terms.\", \"number_prefix\": \"DEV\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("New terms.", "\"name\":\"Diabolo SAS\"", "DEV");
        assertThat(mvc.put()
                        .uri("/api/v1/seller")
                        .header("Authorization", token)
                        .header("If-Match", "\"1\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"terms_en\": \"\"}"))
                .hasStatus(412);
        assertThat(mvc.put()
                        .uri("/api/v1/seller")
                        .header("Authorization", given.bearer(world.ae, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(403);
    }

    @Test
    void a_draft_is_given_up_by_the_api_and_what_was_sent_is_not(Given given) {
        var world = AnOffer.of(given, application);
        var token = given.bearer(world.ae, Scope.WRITE);
        var id = world.quote();
        assertThat(mvc.post().uri("/api/v1/quotes/" + id + "/discarding").header("Authorization", token))
                .hasStatus(204);
        assertThat(mvc.get().uri("/api/v1/quotes/" + id + "/content").header("Authorization", token))
                .hasStatus(404);
        var sent = world.quote();
        world.send(sent);
        assertThat(mvc.post().uri("/api/v1/quotes/" + sent + "/discarding").header("Authorization", token))
                .hasStatus(422);
    }
}
