package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Money;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** A price by use falls with the quantity: in the catalogue, on the quote as page, PDF and JSON, and in the contract. */
@DiaboloTest
class UsageTiersTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private final ApplicationContext application;
    private final DSLContext sql;
    private final MockMvcTester mvc;
    private final JsonMapper json;

    UsageTiersTest(ApplicationContext application, DSLContext sql, MockMvcTester mvc, JsonMapper json) {
        this.application = application;
        this.sql = sql;
        this.mvc = mvc;
        this.json = json;
    }

    private static TieredPrice read(String text, boolean graduated) {
        return Objects.requireNonNull(TieredPrice.read(text, graduated, true));
    }

    @Test
    void graduated_each_tier_is_rounded_and_by_volume_the_whole() {
        var graduated = read("1: 0,015; 101: 0,0125; 1001: 0,008", true);
        // 100 × 0.015 = 1.50; 900 × 0.0125 = 11.25; 234 × 0.008 = 1.872 → 1.87
        assertThat(graduated.net(new BigDecimal("1234"), 0, EUR).value()).isEqualByComparingTo("14.62");
        var volume = read("1: 0,015; 101: 0,0125; 1001: 0,008", false);
        assertThat(volume.net(new BigDecimal("1234"), 0, EUR).value()).isEqualByComparingTo("9.87");
        assertThat(volume.net(new BigDecimal("100"), 0, EUR).value()).isEqualByComparingTo("1.50");
        assertThat(TieredPrice.read("10: 9; 100: 8", true, false))
                .as("no price for the first")
                .isNull();
        assertThat(TieredPrice.read("1: 9; 1: 8", true, false)).isNull();
        assertThat(read("", true).hasTiers()).isFalse();
    }

    @Test
    void tiers_share_a_quantity_out_and_add_up_whatever_they_are() {
        var chance = new Random(76);
        for (var i = 0; i < 2_000; i++) {
            var steps = new ArrayList<Tiers.Tier>();
            var from = 1L;
            for (var n = 1 + chance.nextInt(5); n > 0; n--) {
                from += 1 + chance.nextInt(500);
                steps.add(new Tiers.Tier(BigDecimal.valueOf(from), BigDecimal.valueOf(chance.nextInt(900_000), 6)));
            }
            var first = BigDecimal.valueOf(chance.nextInt(9_000_000), 6);
            var tiers = TieredPrice.of(chance.nextBoolean(), true, first, steps);
            var quantity = BigDecimal.valueOf(chance.nextInt(3_000_000), 3);
            var discount = chance.nextInt(3) == 0 ? chance.nextInt(10_000) : 0;
            var shares = tiers.shares(quantity);
            assertThat(shares.stream().map(TieredPrice.Share::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(quantity);
            // Worked out once more with another shape: piece by piece for graduated, by look-up for volume.
            var expected = BigDecimal.ZERO;
            for (var at = 0; at < tiers.bands().size(); at++) {
                var band = tiers.bands().get(at);
                var begin = at == 0 ? BigDecimal.ZERO : band.from().subtract(BigDecimal.ONE);
                var end = at + 1 == tiers.bands().size()
                        ? quantity.max(begin)
                        : tiers.bands().get(at + 1).from().subtract(BigDecimal.ONE);
                var lies = tiers.graduated()
                        ? quantity.min(end).subtract(begin).max(BigDecimal.ZERO)
                        : shares.get(at).quantity();
                expected = expected.add(lies.multiply(band.unitPrice())
                        .multiply(BigDecimal.valueOf(10_000 - discount, 4))
                        .setScale(2, RoundingMode.HALF_UP));
            }
            assertThat(tiers.net(quantity, discount, EUR)).isEqualTo(new Money(expected, EUR));
            // What is typed is read again as it was.
            assertThat(TieredPrice.read(tiers.text(), tiers.graduated(), true)).isEqualTo(tiers);
            // A line is its net, and its totals are made of it.
            var line = TotalsTest.line("1", "1", discount, 2_000, Period.MONTH)
                    .tiered(tiers)
                    .priced(quantity, BigDecimal.ZERO, discount);
            assertThat(Totals.of(List.of(line), 0, 12, EUR)
                            .onceAndAgain()
                            .getFirst()
                            .lines())
                    .isEqualTo(tiers.net(line.quantity(), discount, EUR));
        }
    }

    private UUID metered(AnOffer world) {
        return world.create(
                "products",
                Map.of(
                        "name", "Appels d’API",
                        "list_price", "0,015",
                        "recurring_period", "month",
                        "unit", "appel",
                        "pricing", "graduated",
                        "tiers", "101: 0,0125; 1001: 0,008",
                        "metered", "true"));
    }

    @Test
    void a_customer_sees_the_tiers_of_what_is_used_and_the_contract_keeps_them(Given given) throws Exception {
        var world = AnOffer.of(given, application);
        var calls = metered(world);
        var id = world.in(() -> application
                .getBean(Quotes.class)
                .create(world.opportunity, List.of(calls), null, world.ae)
                .quote());
        var draft = world.get(id);
        assertThat(draft.lines().getFirst().tiers().pricing()).isEqualTo("graduated");
        // The editor shows them, and another quantity has another price without anybody reckoning.
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("1: 0.015; 101: 0.0125; 1001: 0.008", "Facturé à l’usage");
        var form = new java.util.LinkedHashMap<>(QuoteForm.of(draft));
        form.put("lines.0.quantity", "1234");
        form.put("version", String.valueOf(draft.version()));
        var request = mvc.post()
                .uri("/quotes/" + id + "/content")
                .with(given.signedIn(world.ae))
                .with(csrf());
        for (var field : form.entrySet()) {
            request = request.param(field.getKey(), field.getValue());
        }
        assertThat(request).hasStatus(303);
        assertThat(world.get(id).totals().year().value()).isEqualByComparingTo("175.44");

        var bearer = given.bearer(world.ae, Scope.WRITE);
        var answer = json.readTree(mvc.get()
                .uri("/api/v1/quotes/" + id + "/content")
                .header("Authorization", bearer)
                .exchange()
                .getResponse()
                .getContentAsString());
        var line = answer.get("lines").get(0);
        assertThat(line.get("net").asString()).isEqualTo("14.62");
        assertThat(line.get("metered").asBoolean()).isTrue();
        assertThat(line.get("tiers")).hasSize(3);
        assertThat(line.get("tiers").get(1).get("quantity").asString()).isEqualTo("900");
        assertThat(line.get("tiers").get(1).get("net").asString()).isEqualTo("11.25");

        var link = world.sent(id);
        var page = mvc.get().uri("/q/" + link).exchange();
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Quantité estimée",
                        "de 101 à 1\u00a0000",
                        "× 900 = 11,25\u00a0€",
                        "14,62\u00a0€",
                        "par palier");
        var sent = world.get(id);
        var view = world.in(() -> application.getBean(Documents.class).view(sent, sent.seller(), null));
        try (var pdf =
                Loader.loadPDF(world.in(() -> application.getBean(Pdf.class).of(view)))) {
            var text =
                    new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ").replace('\u00a0', ' ');
            assertThat(text).contains("Quantité estimée", "11,25 €", "14,62 €", "à partir de 1 001");
        }

        assertThat(mvc.post()
                        .uri("/api/v1/quotes/" + id + "/acceptance")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"name\": \"Léa Martin\", \"file_name\": \"bon.pdf\", \"content_type\": \"application/pdf\","
                                        + " \"content\": \"JVBERi0=\"}"))
                .hasStatusOk();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> given.<Boolean>in(() ->
                        sql.fetchValue("select count(*) from contract_line").equals(1L)));
        var contract = given.<Object>in(() -> sql.fetchValue("select contract_id from contract_line"));
        var kept = json.readTree(mvc.get()
                        .uri("/api/v1/contracts/" + contract + "/content")
                        .header("Authorization", bearer)
                        .exchange()
                        .getResponse()
                        .getContentAsString())
                .get("lines")
                .get(0);
        assertThat(kept.get("metered").asBoolean()).isTrue();
        assertThat(kept.get("quantity").asString()).startsWith("1234");
        assertThat(kept.get("tiers")).hasSize(3);
        assertThat(mvc.get().uri("/contracts/" + contract).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("facturé à l’usage", "à partir de 1");
        // More is used: what it comes to follows from what was signed. 1.50 + 11.25 + 1,000 × 0.008
        assertThat(mvc.post()
                        .uri("/api/v1/contracts/" + contract + "/amendments")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"effective_on\": \"%s\", \"lines\": [{\"id\": \"%s\", \"quantity\": \"2000\"}]}"
                                .formatted(
                                        kept.get("from").asString(),
                                        kept.get("id").asString())))
                .hasStatus(201)
                .bodyText()
                .contains("\"20.75\"");
    }

    @Test
    void tiers_are_changed_by_the_api_and_what_isnt_a_tier_is_said(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var line = world.get(id).lines().getFirst();
        var bearer = given.bearer(world.ae, Scope.WRITE);
        var body = "{\"lines\": [{\"id\": \"%s\", \"name\": \"Licence\", \"quantity\": \"%s\", \"period\": \"month\","
                + " \"pricing\": \"%s\", \"tiers\": [%s]}]}";
        var tiers = "{\"from\": \"1\", \"unit_price\": \"50\"}, {\"from\": \"10\", \"unit_price\": \"40\"}";
        assertThat(mvc.put()
                        .uri("/api/v1/quotes/" + id + "/content")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.formatted(line.id(), "12", "volume", tiers)))
                .hasStatusOk();
        assertThat(world.get(id).lines().getFirst().unitPrice()).isEqualByComparingTo("40");
        assertThat(mvc.put()
                        .uri("/api/v1/quotes/" + id + "/content")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.formatted(
                                line.id(), "12", "volume", "{\"from\": \"10\", \"unit_price\": \"40\"}")))
                .hasStatus(422);
        assertThat(world.get(id).lines().getFirst().tiers().bands()).hasSize(2);
        // Without tiers what is said is the price.
        assertThat(mvc.put()
                        .uri("/api/v1/quotes/" + id + "/content")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.formatted(line.id(), "12", "flat", "")
                                .replace("\"pricing\"", "\"unit_price\": \"45\", \"pricing\"")))
                .hasStatusOk();
        assertThat(world.get(id).lines().getFirst().unitPrice()).isEqualByComparingTo("45");
    }
}
