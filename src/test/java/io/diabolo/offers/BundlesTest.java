package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.offers.ProductParts.Wanted;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.platform.Scope;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A product made of others: on a quote its parts stand below it, each with its own VAT and cost. */
@DiaboloTest
class BundlesTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final ProductParts parts;
    private final Quotes quotes;
    private final Undo undo;

    BundlesTest(ApplicationContext application, MockMvcTester mvc, ProductParts parts, Quotes quotes, Undo undo) {
        this.application = application;
        this.mvc = mvc;
        this.parts = parts;
        this.quotes = quotes;
        this.undo = undo;
    }

    private UUID bundle(AnOffer world, Map<String, String> values) {
        var bundle = world.create("products", values);
        var book = world.create(
                "products", Map.of("name", "Manuel", "list_price", "33.33", "vat_rate", "5.5", "unit_cost", "12"));
        world.in(() -> parts.replace(
                bundle,
                List.of(new Wanted(world.setUp, BigDecimal.ONE), new Wanted(book, BigDecimal.valueOf(3))),
                world.ae));
        return bundle;
    }

    private static Money sum(List<QuoteLine> lines, Quote quote) {
        return lines.stream()
                .map(line -> Totals.net(line, quote.currency()))
                .reduce(Money::plus)
                .orElseThrow();
    }

    @Test
    void it_costs_what_its_parts_do_less_its_discount_at_each_rate(Given given) {
        var world = AnOffer.of(given, application);
        var bundle = bundle(world, Map.of("name", "Pack démarrage", "bundle_discount", "10"));
        var quote = world.get(world.in(() -> quotes.create(world.opportunity, List.of(bundle), null, world.ae)
                .quote()));
        assertThat(quote.lines())
                .extracting(line -> line.kind() + " " + line.name() + " " + Input.text(line.quantity()))
                .containsExactly("bundle Pack démarrage 1", "item Mise en service 1", "item Manuel 3");
        var sum = quote.totals().onceAndAgain().getFirst();
        // 1200 − 10 % = 1080 at 20 %; 99.99 − 10 % = 89.99 at 5.5 %
        assertThat(sum.vat())
                .extracting(vat ->
                        vat.rate() + " " + vat.base().value() + " " + vat.tax().value())
                .containsExactly("2000 1080.00 216.00", "550 89.99 4.95");
        var margin = Margin.of(quote);
        assertThat(Objects.requireNonNull(margin.left()).value()).isEqualByComparingTo("53.99");
        assertThat(margin.uncosted()).isEqualTo(1);
        assertThat(Margin.discount(quote)).isEqualByComparingTo("10.00");
    }

    @Test
    void a_price_of_its_own_is_shared_among_the_parts_to_the_last_cent(Given given) {
        var world = AnOffer.of(given, application);
        var bundle = bundle(world, Map.of("name", "Pack", "bundle_price", "own", "list_price", "999.99"));
        var list = world.create("price-lists", Map.of("name", "TPE", "segment", "micro"));
        world.in(() -> application
                .getBean(PriceLists.class)
                .replace(
                        list,
                        List.of(new PriceLists.Wanted(bundle, new BigDecimal("899.99"), "")),
                        given.administrator()));
        var id = world.in(() -> quotes.create(world.opportunity, List.of(bundle), null, world.ae)
                .quote());
        var quote = world.get(id);
        assertThat(quote.totals().once().value()).isEqualByComparingTo("899.99");
        // 899.99 shared by 1200 to 99.99
        assertThat(quote.lines().get(1).unitPrice()).isEqualByComparingTo("830.77");
        var form = QuoteForm.of(quote);
        form.put("lines.0.quantity", "7");
        form.put("lines.0.price", "333.33");
        form.put("lines.0.discount", "3.33");
        var seven = QuoteForm.read(quote, form);
        assertThat(seven.faults()).isEmpty();
        assertThat(seven.quote().lines().get(2).quantity()).isEqualByComparingTo("21");
        // 7 × 333.33 − 3.33 % = 2255.61
        assertThat(sum(seven.quote().lines().subList(1, 3), quote).value()).isEqualByComparingTo("2255.61");
        assertThat(Bundles.settled(seven.quote().lines(), quote.currency()))
                .isEqualTo(seven.quote().lines());
    }

    @Test
    void the_document_shows_its_parts_and_an_option_is_taken_with_all_of_them(Given given) {
        var world = AnOffer.of(given, application);
        var bundle = bundle(world, Map.of("name", "Pack démarrage"));
        var id = world.in(() -> quotes.create(world.opportunity, List.of(world.licence, bundle), null, world.ae)
                .quote());
        var draft = world.get(id);
        var head = draft.lines().stream().filter(QuoteLine::heads).findFirst().orElseThrow();
        var form = QuoteForm.of(draft);
        form.put("lines." + draft.lines().indexOf(head) + ".optional", "true");
        world.in(() -> quotes.save(id, QuoteForm.read(draft, form).quote(), draft.version(), world.ae));
        assertThat(world.get(id).totals().once().value()).isEqualByComparingTo("0");
        var link = world.sent(id);
        assertThat(mvc.get().uri("/q/" + link))
                .hasStatusOk()
                .bodyText()
                .contains("Pack démarrage", "Mise en service", "1\u00a0299,99", "offer-part");
        assertThat(mvc.post()
                        .uri("/q/" + link + "/options")
                        .param("options", head.id().toString())
                        .with(csrf()))
                .hasStatus(303);
        assertThat(world.get(id).totals().once().value()).isEqualByComparingTo("1299.99");
        var second = world.in(() -> quotes.revise(id, world.ae).quote());
        var again = world.get(second);
        assertThat(again.lines().stream().filter(QuoteLine::belongs)).hasSize(2);
        assertThat(again.lines().stream().filter(QuoteLine::chosen)).isEmpty();
        assertThat(mvc.get().uri("/quotes/" + second).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Quantité par lot");
    }

    @Test
    void it_comes_upon_a_draft_through_the_api_and_follows_its_quantity(Given given) {
        var world = AnOffer.of(given, application);
        var bundle = bundle(world, Map.of("name", "Pack démarrage"));
        var id = world.quote();
        var token = given.bearer(world.ae, Scope.WRITE);
        assertThat(mvc.put()
                        .uri("/api/v1/quotes/" + id + "/content")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"add_product_ids\": [\"" + bundle + "\"]}")
                        .header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .contains("\"kind\":\"bundle\"", "\"bundle_price\":\"parts\"", "\"part_of\":\"");
        var lines = world.get(id).lines();
        assertThat(lines).hasSize(5);
        var written = new StringBuilder();
        for (var line : lines) {
            written.append(written.isEmpty() ? "" : ",")
                    .append("{\"id\": \"" + line.id() + "\", \"name\": \"" + line.name() + "\", \"period\": "
                            + (line.period() == null ? "null" : "\"month\"")
                            + (line.heads() ? ", \"quantity\": \"4\"" : "") + "}");
        }
        assertThat(mvc.put()
                        .uri("/api/v1/quotes/" + id + "/content")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"lines\": [" + written + "]}")
                        .header("Authorization", token))
                .hasStatusOk();
        // 1200 + 4 × (1200 + 99.99)
        assertThat(world.get(id).totals().once().value()).isEqualByComparingTo("6399.96");
    }

    @Test
    void it_is_put_together_on_its_page_and_taken_back(Given given) {
        var world = AnOffer.of(given, application);
        var bundle = world.create("products", Map.of("name", "Pack"));
        var path = "/products/" + bundle + "/parts";
        assertThat(mvc.post()
                        .uri(path)
                        .param("add", world.licence.toString())
                        .param("add_quantity", "-1")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("supérieure à zéro", "-1");
        assertThat(mvc.post()
                        .uri(path)
                        .param("add", world.licence.toString())
                        .param("add_quantity", "2")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri(path).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Licence");
        assertThat(mvc.get().uri("/products/" + bundle).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Composer le lot");
        var other = world.create("products", Map.of("name", "Grand pack"));
        assertThatThrownBy(() ->
                        world.in(() -> parts.replace(other, List.of(new Wanted(bundle, BigDecimal.ONE)), world.ae)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().key()).isEqualTo("product.fault.nested"));
        var none = Objects.requireNonNull(world.in(() -> parts.replace(bundle, List.of(), world.ae)));
        world.in(() -> undo.reverse(none, world.ae));
        assertThat(world.in(() -> parts.of(bundle, world.ae)).parts())
                .extracting(part -> Input.text(part.quantity()))
                .containsExactly("2");
        assertThat(mvc.put()
                        .uri("/api/v1" + path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"parts\": [{\"product_id\": \"" + world.setUp + "\", \"quantity\": \"1.5\"}]}")
                        .header("Authorization", given.bearer(world.ae, Scope.WRITE)))
                .hasStatusOk()
                .bodyText()
                .contains("Mise en service", "1.5");
    }
}
