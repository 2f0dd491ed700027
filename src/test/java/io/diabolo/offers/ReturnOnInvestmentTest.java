package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PROMISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.records.Undo;
import io.diabolo.sheets.Sheets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What a product brings its customer: computed, offered, signed, promised. */
@DiaboloTest
class ReturnOnInvestmentTest {
    private static final String CALCULATOR = """
            {"inputs": [
              {"key": "hours", "label": "Heures gagnées", "unit": "h", "low": "300", "expected": "400", "high": "600", "question": "amount"},
              {"key": "rate", "label": "Coût horaire", "expected": "35.5"}],
             "results": [
              {"key": "saving", "label": "Économie annuelle", "formula": "hours * rate", "measure": "money"},
              {"key": "gain", "label": "Gain net la première année", "formula": "saving - price_year - price_once", "measure": "money", "promised": true, "due": "12"},
              {"key": "payback", "label": "Amorti en", "formula": "saving > 0 ? 12 * (price_year + price_once) / saving : 1 / 0", "measure": "months", "promised": true, "due": "6"}]}
            """;

    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final QuoteReturns returns;
    private final Calculators calculators;
    private final Quotes quotes;
    private final Undo undo;
    private final DSLContext sql;
    private final ApplicationEventPublisher events;

    ReturnOnInvestmentTest(
            ApplicationContext application,
            MockMvcTester mvc,
            QuoteReturns returns,
            Calculators calculators,
            Quotes quotes,
            Undo undo,
            DSLContext sql,
            ApplicationEventPublisher events) {
        this.application = application;
        this.mvc = mvc;
        this.returns = returns;
        this.calculators = calculators;
        this.quotes = quotes;
        this.undo = undo;
        this.sql = sql;
        this.events = events;
    }

    private void calculate(AnOffer world, Given given, String calculator, int status) {
        assertThat(mvc.put()
                        .uri("/api/v1/products/" + world.licence + "/calculator")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(calculator)
                        .header("Authorization", given.bearer(given.administrator(), Scope.WRITE)))
                .hasStatus(status);
    }

    private void take(AnOffer world, Given given, UUID quote, String... form) {
        var request = mvc.post()
                .uri("/quotes/" + quote + "/returns")
                .param("product", world.licence.toString())
                .with(given.signedIn(world.ae))
                .with(csrf());
        for (var at = 0; at < form.length; at += 2) {
            request = request.param(form[at], form[at + 1]);
        }
        assertThat(request).hasStatus(303);
    }

    @Test
    void it_is_offered_with_three_scenarios_signed_and_promised(Given given) throws Exception {
        var world = AnOffer.of(given, application);
        world.mailbox();
        calculate(world, given, CALCULATOR, 200);
        var id = world.quote();
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .bodyText()
                .doesNotContain("Économie annuelle");
        assertThat(mvc.get().uri("/quotes/" + id + "/returns").with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                // 300 × 35.5, 400 × 35.5, 600 × 35.5
                .contains("Heures gagnées", "10\u00a0650,00", "14\u00a0200,00", "21\u00a0300,00");
        take(world, given, id, "hours.expected", "500", "hours.low", "", "hours.high", "600");
        // 500 × 35.5 − 598.80 − 1200 = 15 951.20
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Économie annuelle", "15\u00a0951,20");
        var link = world.sent(id);
        calculate(world, given, "{\"inputs\": [], \"results\": []}", 200);
        assertThat(mvc.get().uri("/q/" + link))
                .hasStatusOk()
                .bodyText()
                .contains("Gain net la première année", "15\u00a0951,20", "1,2\u00a0mois");
        try (var document = Loader.loadPDF(mvc.get()
                .uri("/q/" + link + "/document")
                .exchange()
                .getResponse()
                .getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(document).replace('\u00a0', ' '))
                    .contains("15 951,20", "Amorti en");
        }
        assertThat(mvc.get()
                        .uri("/api/v1/quotes/" + id + "/returns")
                        .header("Authorization", given.bearer(world.ae, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("15951.2");

        mvc.post().uri("/q/" + link + "/codes").with(csrf()).exchange();
        assertThat(mvc.post()
                        .uri("/q/" + link + "/acceptance")
                        .param("name", "Léa Martin")
                        .param("consent", "true")
                        .param("signature", "Léa Martin")
                        .param("code", world.code())
                        .with(csrf()))
                .hasStatus(303);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(PROMISE)).isEqualTo(2)));
        given.run(() -> {
            var gain = sql.selectFrom(PROMISE).where(PROMISE.METRIC.eq("gain")).fetchSingle();
            assertThat(gain.getName()).isEqualTo("Licence · Gain net la première année");
            assertThat(gain.getExpected()).isEqualByComparingTo("15951.20");
            assertThat(gain.getLow()).isEqualByComparingTo("8851.20");
            assertThat(gain.getDueOn()).isEqualTo(world.in(quotes::today).plusMonths(12));
            assertThat(gain.getCompanyId()).isEqualTo(world.company);
            assertThat(gain.getOwnerId()).isEqualTo(world.ae.member().value());
        });
        var at = given.in(() -> sql.selectFrom(io.diabolo.jooq.Tables.QUOTE_ACCEPTANCE)
                .fetchSingle()
                .getAcceptedAt()
                .toInstant());
        var set = given.in(() -> (UUID) sql.fetchValue("select id from change_set order by id desc limit 1"));
        given.run(() -> events.publishEvent(new QuoteAccepted(
                given.workspace(), id, world.opportunity, world.ae.member(), Objects.requireNonNull(set), at)));
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(8))
                .untilAsserted(() ->
                        given.run(() -> assertThat(sql.fetchCount(PROMISE)).isEqualTo(2)));
        for (var page : new String[] {"/promises", "/opportunities/" + world.opportunity}) {
            assertThat(mvc.get().uri(page).with(given.signedIn(world.ae)))
                    .as(page)
                    .hasStatusOk()
                    .bodyText()
                    .contains("Licence · Amorti en");
        }
        var other = given.memberWhoSeesOwn("Nora Petit", "ae");
        assertThat(mvc.get().uri("/promises").with(given.signedIn(other)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Amorti en");
    }

    @Test
    void discovery_gives_the_expected_value_and_the_usual_spread_stays(Given given) {
        var world = AnOffer.of(given, application);
        calculate(world, given, CALCULATOR, 200);
        world.in(() -> application
                .getBean(Sheets.class)
                .answer(
                        "opportunity",
                        world.opportunity,
                        Map.of("amount", new Sheets.Said("1000", "Léa", "", "meeting", "")),
                        world.ae));
        var id = world.quote();
        var offered = world.in(() -> returns.offered(world.get(id), world.ae)).getFirst();
        assertThat(offered.discovered()).containsExactly("hours");
        assertThat(Objects.requireNonNull(offered.values().get("hours")))
                .extracting(Input::text)
                .containsExactly("750", "1000", "1500");
    }

    @Test
    void a_formula_that_cant_be_is_said_at_its_row_and_what_was_typed_stays(Given given) {
        var world = AnOffer.of(given, application);
        var path = "/products/" + world.licence + "/calculator";
        assertThat(mvc.post()
                        .uri(path)
                        .param("inputs.0.key", "hours")
                        .param("inputs.0.label", "Heures")
                        .param("inputs.0.expected", "10")
                        .param("results.0.key", "gain")
                        .param("results.0.label", "Gain")
                        .param("results.0.formula", "hour * 3")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("hour * 3", "« hour »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"));
        assertThat(mvc.post()
                        .uri(path)
                        .param("inputs.0.key", "hours")
                        .param("inputs.0.label", "Heures")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(403);
        calculate(world, given, CALCULATOR.replace("hours * rate", "hours *"), 422);
        calculate(world, given, CALCULATOR.replace("hours * rate", "hours > 3"), 422);
        calculate(world, given, CALCULATOR.replace("\"saving\", \"label\"", "\"Saving\", \"label\""), 422);
        assertThat(world.in(() -> calculators.of(world.licence, world.ae)).version())
                .isZero();
        calculate(world, given, CALCULATOR, 200);
        assertThat(mvc.get().uri(path).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Économie annuelle", "hours * rate");
        var none = Objects.requireNonNull(
                world.in(() -> calculators.replace(world.licence, Calculator.NONE, null, given.administrator())));
        world.in(() -> undo.reverse(none, given.administrator()));
        assertThat(world.in(() -> calculators.of(world.licence, world.ae))
                        .calculator()
                        .results())
                .hasSize(3);
    }

    @Test
    void what_cant_be_computed_is_left_open_and_what_was_put_in_is_taken_back(Given given) {
        var world = AnOffer.of(given, application);
        calculate(world, given, CALCULATOR, 200);
        var id = world.quote();
        take(world, given, id, "hours.low", "0", "hours.expected", "1", "hours.high", "2");
        var shown = world.in(() -> returns.of(world.get(id))).getFirst();
        assertThat(shown.results().getLast().low()).isNull();
        assertThat(shown.results().getLast().high()).isNotNull();
        var set = Objects.requireNonNull(world.in(() -> returns.put(id, world.licence, null, null, world.ae)));
        assertThat(world.in(() -> returns.of(world.get(id)))).isEmpty();
        world.in(() -> undo.reverse(set, world.ae));
        assertThat(world.in(() -> returns.of(world.get(id)))).hasSize(1);
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/returns")
                        .param("product", world.licence.toString())
                        .param("hours.low", "beaucoup")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("beaucoup");
    }
}
