package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Variables in the texts of a quote. */
@DiaboloTest
class QuoteVariablesTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Quotes quotes;
    private final DSLContext sql;

    QuoteVariablesTest(ApplicationContext application, MockMvcTester mvc, Quotes quotes, DSLContext sql) {
        this.application = application;
        this.mvc = mvc;
        this.quotes = quotes;
        this.sql = sql;
    }

    private void say(AnOffer world, UUID quote, String intro) {
        var draft = world.get(quote);
        var read = QuoteForm.read(draft, Map.of("intro", intro));
        world.in(() -> quotes.save(quote, read.quote(), draft.version(), world.ae));
    }

    @Test
    void they_are_filled_while_one_writes_and_stay_as_they_were_sent(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/preview")
                        .param("intro", "Bonjour {{contact.firstName}}, pour {{company.name}}")
                        .with(given.signedIn(world.ae))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("Bonjour Léa, pour Atelier Brest");
        say(
                world,
                id,
                "Devis {{quote.number}} pour {{person.first_name}} ({{person.title | Direction}}), jusqu’au"
                        + " {{quote.valid_until}} : {{quote.total}}. {{ sender.name }}");
        var link = world.sent(id);
        var number = world.get(id).number();
        given.run(() -> sql.execute("update person set first_name = 'Autre'"));
        assertThat(mvc.get().uri("/q/" + link))
                .bodyText()
                .contains("Devis " + number + " pour Léa (Direction), jusqu’au", "1\u00a0798,80\u00a0€. Marc Attal");
        var next = world.in(() -> quotes.revise(id, world.ae).quote());
        assertThat(world.get(next).words().intro()).contains("{{person.first_name}}");
        assertThat(mvc.get().uri("/quotes/" + next).with(given.signedIn(world.ae)))
                .bodyText()
                .contains("pour Autre (Direction)");
    }

    @Test
    void what_was_mended_isnt_blamed_when_something_else_is_wrong(Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        say(world, id, "Bonjour {{company.nom}}");
        var draft = world.get(id);
        var form = new java.util.LinkedHashMap<>(QuoteForm.of(draft));
        form.put("lines.0.discount", "130");
        form.put("version", String.valueOf(draft.version()));
        for (var intro : java.util.List.of("Bonjour {{company.nom}}", "Bonjour {{company.name}}")) {
            form.put("intro", intro);
            var request = mvc.post()
                    .uri("/quotes/" + id + "/content")
                    .with(given.signedIn(world.ae))
                    .with(csrf());
            for (var field : form.entrySet()) {
                request = request.param(field.getKey(), field.getValue());
            }
            var body = assertThat(request).hasStatus(422).bodyText().contains("Indiquez un pourcentage");
            if (intro.contains("nom}}")) {
                body.contains("id=\"intro-fault\"");
            } else {
                body.doesNotContain("id=\"intro-fault\"");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Bonjour {{company.nom}}', La variable « company.nom » n’existe pas",
        "'Bonjour {{company.name', Seules des variables",
        "'{{#company.name}}x{{/company.name}}', Seules des variables",
        "'Bonjour {{person.title}}', La variable « person.title » n’a pas de valeur"
    })
    void what_is_broken_or_unknown_is_said_at_the_field_and_nothing_leaves(String intro, String said, Given given) {
        var world = AnOffer.of(given, application);
        var id = world.quote();
        say(world, id, intro);
        var message = said.replace("« ", "«\u00a0").replace(" »", "\u00a0»");
        assertThat(mvc.get().uri("/quotes/" + id).with(given.signedIn(world.ae)))
                .hasStatusOk()
                .bodyText()
                .contains(message, "intro-fault");
        assertThat(world.send(id))
                .isInstanceOfSatisfying(
                        SendQuote.Answer.Missing.class,
                        missing -> assertThat(missing.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.field()).isEqualTo("intro")));
        assertThat(world.get(id).words().intro()).isEqualTo(intro);
        assertThat(world.get(id).number()).isNull();
        assertThat(mvc.post()
                        .uri("/api/v1/quotes/" + id + "/sending")
                        .header("Authorization", given.bearer(world.ae, Scope.WRITE)))
                .hasStatus(422)
                .bodyText()
                .contains("intro");
    }
}
