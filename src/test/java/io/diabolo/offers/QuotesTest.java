package io.diabolo.offers;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A quote from the price list to the moment it leaves. */
@DiaboloTest
class QuotesTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Quotes quotes;
    private final PriceLists lists;
    private final ExchangeRates rates;
    private final Undo undo;

    QuotesTest(
            ApplicationContext application,
            MockMvcTester mvc,
            DSLContext sql,
            Quotes quotes,
            PriceLists lists,
            ExchangeRates rates,
            Undo undo) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.quotes = quotes;
        this.lists = lists;
        this.rates = rates;
        this.undo = undo;
    }

    @Test
    void the_price_list_that_fits_the_customer_holds(Given given) {
        var world = AnOffer.of(given, application);
        var all = world.create("price-lists", Map.of("name", "Tous"));
        var small = world.create("price-lists", Map.of("name", "TPE", "segment", "micro", "country", "FR"));
        var large = world.create("price-lists", Map.of("name", "Grands comptes", "segment", "enterprise"));
        var over = world.create("price-lists", Map.of("name", "2020", "segment", "micro", "valid_to", "2020-12-31"));
        for (var list : List.of(all, small, large, over)) {
            var price = list.equals(small) ? "39" : "55";
            world.in(() -> lists.replace(
                    list,
                    List.of(new PriceLists.Wanted(world.licence, new BigDecimal(price), "")),
                    given.administrator()));
        }
        var quote = world.get(world.quote());
        assertThat(quote.priceList()).isEqualTo(small);
        assertThat(quote.lines())
                .extracting(line -> line.name() + " " + Input.text(line.unitPrice()))
                .containsExactly("Licence 39", "Mise en service 1200");
        assertThat(quote.customer()).isEqualTo(new Quote.Customer("Atelier Brest", "29200 Brest", ""));
        assertThat(quote.recipient().email()).isEqualTo("lea@brest.example");
        assertThat(quote.totals().once().value()).isEqualByComparingTo("1200");
        assertThat(quote.totals().year().value()).isEqualByComparingTo("468");
    }

    @Test
    void another_currency_needs_a_rate_of_the_day_and_says_so(Given given) {
        var world = AnOffer.of(given, application);
        assertThatThrownBy(
                        () -> world.in(() -> quotes.create(world.opportunity, List.of(world.licence), "USD", world.ae)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.args()).startsWith("EUR", "USD")));
        assertThat(given.<Integer>in(() -> sql.fetchCount(io.diabolo.jooq.Tables.QUOTE)))
                .isZero();
        world.in(() -> {
            rates.put("eur", "usd", LocalDate.of(2020, 1, 1), new BigDecimal("1.10"), given.administrator());
            rates.put("usd", "eur", LocalDate.of(2099, 1, 1), new BigDecimal("0.50"), given.administrator());
            return true;
        });
        var quote = world.get(world.in(() -> quotes.create(world.opportunity, List.of(world.licence), "USD", world.ae)
                .quote()));
        assertThat(quote.currency().getCurrencyCode()).isEqualTo("USD");
        assertThat(quote.lines().getFirst().unitPrice()).isEqualByComparingTo("54.89");
    }

    @Test
    void what_is_typed_is_kept_and_who_comes_second_is_told(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var path = "/quotes/" + id;
        assertThat(mvc.get().uri(path).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Licence", "49,90", "Envoyer à Léa Martin");
        var form = QuoteForm.of(world.get(id));
        form.put("version", "1");
        form.put("lines.0.quantity", "12");
        form.put("lines.0.discount", "12,5");
        form.put("lines.1.remove", "true");
        form.put("add", "item");
        form.put("add_name", "Reprise des données");
        form.put("discount", "abc");
        assertThat(post(path + "/content", form, given, world))
                .hasStatus(422)
                .bodyText()
                .contains("abc", "Indiquez un pourcentage");
        form.put("discount", "10");
        assertThat(post(path + "/content", form, given, world)).hasStatus(303);
        var saved = world.get(id);
        assertThat(saved.lines()).extracting(QuoteLine::name).containsExactly("Licence", "Reprise des données");
        assertThat(saved.lines().getFirst().discount()).isEqualTo(1_250);
        assertThat(saved.discount()).isEqualTo(1_000);
        assertThat(post(path + "/content", form, given, world)).hasStatus(409);
        assertThat(post(path + "/preview", form, given, world))
                .hasStatusOk()
                .bodyText()
                .contains("offer-total");
        assertThat(world.get(id).version()).isEqualTo(2);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(
            String path, Map<String, String> form, Given given, AnOffer world) {
        var request = mvc.post().uri(path).with(given.signedIn(world.ae)).with(csrf());
        for (var entry : form.entrySet()) {
            request = request.param(entry.getKey(), entry.getValue());
        }
        return request.exchange();
    }

    @Test
    void a_change_of_a_draft_is_taken_back_with_its_lines(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var draft = world.get(id);
        var set = world.in(
                () -> quotes.save(id, draft.with(List.of(draft.lines().getFirst())), draft.version(), world.ae));
        assertThat(world.get(id).lines()).hasSize(1);
        world.in(() -> undo.reverse(java.util.Objects.requireNonNull(set), world.ae));
        assertThat(world.get(id).lines()).isEqualTo(draft.lines());
        assertThatThrownBy(() -> world.in(() -> quotes.save(id, draft, 77, world.ae)))
                .isInstanceOf(StaleVersion.class);
        var gone = world.in(() -> quotes.discard(id, world.ae));
        assertThatThrownBy(() -> world.get(id)).isInstanceOf(NoSuchRecord.class);
        world.in(() -> undo.reverse(gone, world.ae));
        assertThat(world.get(id).isDraft()).isTrue();
    }

    @Test
    void it_leaves_with_a_number_a_document_and_a_mail(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var id = world.quote();
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
        var sent = world.get(id);
        assertThat(sent.number()).matches("D-\\d{4}-0001");
        assertThat(sent.fileHash()).hasSize(64);
        given.run(() -> {
            var deal = sql.selectFrom(OPPORTUNITY).fetchSingle();
            assertThat(deal.getStage()).isEqualTo("proposal");
            assertThat(deal.getOneOffMinor()).isEqualTo(120_000);
            assertThat(deal.getRecurringMinor()).isEqualTo(59_880);
        });
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Already.class);
        assertThatThrownBy(() -> world.in(() -> quotes.save(id, sent, sent.version(), world.ae)))
                .isInstanceOf(BadInput.class);
        assertThat(mvc.get().uri("/quotes/" + id + "/document").with(given.signedIn(world.ae)))
                .hasStatusOk()
                .hasContentType("application/pdf");
        assertThat(mvc.get().uri("/api/v1/quotes/" + id).header("Authorization", given.bearer(world.ae, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("D-", "1798.80");
    }

    @Test
    void what_is_missing_is_named_and_nothing_leaves(Given given) {
        var world = AnOffer.of(given, application);
        given.run(() -> sql.execute("update person set email = null"));
        given.run(() -> sql.execute("delete from seller"));
        var id = world.quote();
        assertThat(world.send(id))
                .isInstanceOfSatisfying(
                        SendQuote.Answer.Missing.class,
                        missing -> assertThat(missing.faults())
                                .extracting(BadInput.Fault::field)
                                .contains("recipient_email", "seller"));
        assertThat(world.get(id).number()).isNull();
        assertThat(given.<Integer>in(() -> sql.fetchCount(io.diabolo.jooq.Tables.QUOTE_SERIES)))
                .isZero();
        assertThat(given.<Integer>in(() -> sql.fetchCount(MAIL))).isZero();
    }

    @Test
    void numbers_have_no_gap_whoever_sends_at_once_and_whatever_fails(Given given) throws Exception {
        var world = AnOffer.of(given, application);
        var ids = new ArrayList<UUID>();
        for (var at = 0; at < 12; at++) {
            ids.add(world.quote());
        }
        // Every third can't leave.
        given.run(() -> {
            for (var at = 0; at < 12; at += 3) {
                sql.execute("update quote set recipient_email = '' where id = ?", ids.get(at));
            }
        });
        try (var threads = Executors.newFixedThreadPool(6)) {
            var all = ids.stream()
                    .flatMap(id -> java.util.stream.Stream.of(id, id))
                    .map(id -> threads.submit(() -> world.send(id)))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        var year = world.in(quotes::today).getYear();
        assertThat(given.<List<String>>in(
                        () -> sql.fetch("select number from quote where number is not null order by number")
                                .getValues(0, String.class)))
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 8)
                        .mapToObj(number -> "D-%d-%04d".formatted(year, number))
                        .toList());
    }

    @Test
    void a_newer_version_takes_the_place_of_the_one_before_once_it_is_sent(Given given) {
        var world = AnOffer.of(given, application);
        var first = world.quote();
        world.send(first);
        var second = world.in(() -> quotes.revise(first, world.ae).quote());
        assertThat(world.in(() -> quotes.revise(first, world.ae).quote())).isEqualTo(second);
        assertThat(world.get(first).isOut()).isTrue();
        world.send(second);
        assertThat(world.get(first).state()).isEqualTo(Quote.State.REPLACED);
        assertThat(world.get(second).reference()).isEqualTo(world.get(first).number() + " v2");
        assertThat(mvc.get().uri("/quotes/" + first).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Remplacé par une version plus récente");
    }

    @Test
    void who_doesnt_see_the_opportunity_sees_no_quote_of_it(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var other = given.memberWhoSeesOwn("Nora Petit", "ae");
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(other))).hasStatus(404);
        assertThat(mvc.get().uri("/api/v1/quotes/" + id).header("Authorization", given.bearer(other, Scope.READ)))
                .hasStatus(404);
        assertThat(mvc.get().uri("/quotes").with(given.signedIn(other)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Atelier Brest");
        assertThat(mvc.get().uri("/quotes").with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Atelier Brest");
    }

    @Test
    void only_who_keeps_the_terms_changes_them(Given given) {
        var world = AnOffer.of(given, application);
        assertThat(mvc.post()
                        .uri("/settings/offers")
                        .param("name", "Autre")
                        .param("address", "Ailleurs")
                        .param("version", "1")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/settings/offers")
                        .param("name", "Autre SA")
                        .param("address", "Ailleurs")
                        .param("siren", "12")
                        .param("version", "1")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Autre SA", "9 chiffres");
    }

    @Test
    void the_prices_of_a_list_are_read_and_replaced_by_the_api(Given given) {
        var world = AnOffer.of(given, application);
        var list = world.create("price-lists", Map.of("name", "TPE", "segment", "micro", "currency", "EUR"));
        var token = given.bearer(given.administrator(), io.diabolo.platform.Scope.WRITE);
        var path = "/api/v1/price-lists/" + list + "/prices";
        var body = "{\"prices\": [{\"product_id\": \"%s\", \"unit_price\": \"%s\", \"tiers\": \"10: 35\"}]}";
        assertThat(mvc.put()
                        .uri(path)
                        .header("Authorization", token)
                        .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                        .content(body.formatted(world.licence, "39")))
                .hasStatusOk();
        assertThat(mvc.get().uri(path).header("Authorization", token))
                .bodyText()
                .contains("\"currency\":\"EUR\"", "\"unit_price\":\"39\"", world.licence.toString())
                .doesNotContain(world.setUp.toString());
        assertThat(world.get(world.quote()).lines())
                .filteredOn(line -> world.licence.equals(line.product()))
                .singleElement()
                .satisfies(line -> assertThat(line.unitPrice()).isEqualByComparingTo("39"));
        assertThat(mvc.put()
                        .uri(path)
                        .header("Authorization", token)
                        .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                        .content(body.formatted(java.util.UUID.randomUUID(), "39")))
                .hasStatus(422);
        assertThat(mvc.put()
                        .uri(path)
                        .header("Authorization", token)
                        .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                        .content(body.formatted(world.licence, "beaucoup")))
                .hasStatus(422);
        assertThat(mvc.get().uri(path).header("Authorization", token))
                .bodyText()
                .contains("\"39\"");
    }
}
