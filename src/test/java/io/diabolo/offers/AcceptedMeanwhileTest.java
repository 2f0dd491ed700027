package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.QUOTE_ACCEPTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.BadInput;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A customer accepts while the seller does something else with the same offer: one of them is told, and nothing is lost. */
@DiaboloTest
class AcceptedMeanwhileTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;
    private final DSLContext sql;

    AcceptedMeanwhileTest(ApplicationContext application, MockMvcTester mvc, Quotes quotes, DSLContext sql) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
        this.sql = sql;
    }

    private int accept(String link, String code) {
        return mvc.post()
                .uri("/q/" + link + "/acceptance")
                .param("name", "Léa Martin")
                .param("consent", "true")
                .param("signature", "Léa Martin")
                .param("code", code)
                .with(csrf())
                .exchange()
                .getResponse()
                .getStatus();
    }

    @Test
    void the_version_that_is_out_can_be_accepted_while_another_one_is_written(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var first = world.quote();
        var link = world.sent(first);
        var second = world.in(() -> quotes.revise(first, world.ae).quote());
        mvc.post().uri("/q/" + link + "/codes").with(csrf()).exchange();
        assertThat(accept(link, world.code())).isEqualTo(303);
        assertThatThrownBy(() -> world.send(second))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().key()).isEqualTo("quote.fault.accepted"));
        assertThat(mvc.post()
                        .uri("/quotes/" + second + "/sending")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("Une version de ce devis est déjà acceptée");
        assertThat(world.get(second).isDraft()).isTrue();
        assertThat(world.get(first).state()).isEqualTo(Quote.State.ACCEPTED);
    }

    @Test
    void accepted_and_replaced_at_once_it_is_one_of_both(Given given) throws Exception {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var first = world.quote();
        var link = world.sent(first);
        var second = world.in(() -> quotes.revise(first, world.ae).quote());
        mvc.post().uri("/q/" + link + "/codes").with(csrf()).exchange();
        var code = world.code();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var accepting = threads.submit(() -> accept(link, code));
            var sending = threads.submit(() -> {
                try {
                    return world.send(second) instanceof SendQuote.Answer.Sent;
                } catch (BadInput _) {
                    return false;
                }
            });
            var accepted = accepting.get() == 303;
            var sent = sending.get();
            assertThat(accepted).isNotEqualTo(sent);
            assertThat(given.<Integer>in(() -> sql.fetchCount(QUOTE_ACCEPTANCE)))
                    .isEqualTo(accepted ? 1 : 0);
            assertThat(world.get(first).state()).isEqualTo(accepted ? Quote.State.ACCEPTED : Quote.State.REPLACED);
            assertThat(world.get(second).state()).isEqualTo(sent ? Quote.State.SENT : Quote.State.DRAFT);
        }
    }

    @Test
    void after_its_date_it_is_closed_whatever_is_typed(Given given) {
        var world = AnOffer.of(given, application);
        world.mailbox();
        var id = world.quote();
        var link = world.sent(id);
        mvc.post().uri("/q/" + link + "/codes").with(csrf()).exchange();
        var code = world.code();
        given.run(() -> sql.execute(
                "update quote set valid_until = (now() at time zone 'Europe/Paris')::date - 2 where id = ?", id));
        assertThat(accept(link, code)).isEqualTo(409);
        assertThat(given.<Integer>in(() -> sql.fetchCount(QUOTE_ACCEPTANCE))).isZero();
        assertThat(given.<Object>in(() -> sql.fetchValue("select state from quote")))
                .isEqualTo("sent");
    }

    @Test
    void a_product_without_a_rate_is_named_and_what_was_typed_stays(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        var dollars = world.create("products", Map.of("name", "Support US", "list_price", "90", "currency", "USD"));
        var form = QuoteForm.of(world.get(id));
        form.put("version", String.valueOf(world.get(id).version()));
        form.put("intro", "Ce que j’ai écrit");
        form.put("add", dollars.toString());
        var request = mvc.post()
                .uri("/quotes/" + id + "/content")
                .with(given.signedIn(world.ae))
                .with(csrf());
        for (var entry : form.entrySet()) {
            request = request.param(entry.getKey(), entry.getValue());
        }
        assertThat(request)
                .hasStatus(422)
                .bodyText()
                .contains("Aucun taux de change de USD vers EUR", "Ce que j’ai écrit");
        assertThat(given.<Integer>in(() -> sql.fetchCount(QUOTE))).isEqualTo(1);
        assertThat(world.get(id).lines()).hasSize(2);
    }
}
