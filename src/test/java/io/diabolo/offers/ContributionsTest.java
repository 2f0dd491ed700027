package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rule;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import io.diabolo.testkit.PdfA;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What sales engineer and operations add to a quote: asked, taken on, given; and what they see meanwhile. */
@DiaboloTest
class ContributionsTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Contributions contributions;
    private final Quotes quotes;
    private final Handoffs handoffs;

    ContributionsTest(
            ApplicationContext application,
            MockMvcTester mvc,
            DSLContext sql,
            Contributions contributions,
            Quotes quotes,
            Handoffs handoffs) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.contributions = contributions;
        this.quotes = quotes;
        this.handoffs = handoffs;
    }

    private void wanted(Given given, AnOffer world, String role) {
        world.in(() -> application
                .getBean(Rules.class)
                .save(
                        ContributionRules.ID,
                        List.of(Rule.deciding(role, "quote.net_amount > 100")),
                        Map.of(),
                        null,
                        given.administrator()));
    }

    private Handoff asked(AnOffer world, String role) {
        return world.in(() -> handoffs.offer(
                        new Offer(
                                HandoffKind.CONTRIBUTION,
                                "opportunity",
                                world.opportunity,
                                role,
                                null,
                                "",
                                List.of("sheet")),
                        world.ae))
                .handoff();
    }

    private Handoff takenOn(AnOffer world, String role, Actor by) {
        var asked = asked(world, role);
        world.in(() -> handoffs.accept(asked.id(), by));
        return asked;
    }

    private static Giving words(String role, String words) {
        return new Giving(role, words, null, false, false, null, null, null);
    }

    private Contributions.State state(AnOffer world, UUID quote, String role) {
        return world.in(() -> contributions.of(world.get(quote), world.ae)).stream()
                .filter(part -> part.role().equals(role))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void its_clock_runs_until_it_is_given_and_whoever_asked_is_told(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        var id = world.quote();
        wanted(given, world, "se");
        assertThat(state(world, id, "se")).isEqualTo(Contributions.State.MISSING);
        var handoff = asked(world, "se");
        assertThat(state(world, id, "se")).isEqualTo(Contributions.State.ASKED);
        world.in(() -> handoffs.accept(handoff.id(), se));
        assertThat(state(world, id, "se")).isEqualTo(Contributions.State.TAKEN_ON);
        var clock = CLOCK.ID.eq(handoff.clock().value());
        var row = given.in(() -> sql.fetchSingle(CLOCK, clock));
        assertThat(row.getStoppedAt()).isNull();
        assertThat(row.getOwnerId()).isEqualTo(se.member().value());

        world.in(() -> contributions.give(world.get(id), words("se", "Par API."), se));
        assertThat(state(world, id, "se")).isEqualTo(Contributions.State.GIVEN);
        assertThat(given.in(() -> sql.fetchSingle(CLOCK, clock)).getOutcome()).isEqualTo("met");
        assertThat(given.in(() -> sql.fetchCount(NOTIFICATION, NOTIFICATION.KIND.eq("quote-contributed"))))
                .isEqualTo(1);
    }

    @Test
    void only_who_took_it_on_gives_it_and_not_nothing(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        var colleague = given.member("Paul Noir", "se");
        var id = world.quote();
        takenOn(world, "se", se);
        assertThatThrownBy(() -> world.in(() -> contributions.give(world.get(id), words("se", "Par API."), colleague)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> world.in(() -> contributions.give(world.get(id), words("se", " "), se)))
                .isInstanceOf(BadInput.class);
        assertThat(state(world, id, "se")).isEqualTo(Contributions.State.TAKEN_ON);
    }

    @Test
    void another_price_keeps_it_and_other_lines_ask_for_it_again(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        var id = world.quote();
        wanted(given, world, "se");
        takenOn(world, "se", se);
        world.in(() -> contributions.give(world.get(id), words("se", "Par API."), se));

        var draft = world.get(id);
        world.in(() ->
                quotes.save(id, QuoteForm.read(draft, Map.of("discount", "5")).quote(), draft.version(), world.ae));
        assertThat(state(world, id, "se")).isEqualTo(Contributions.State.GIVEN);
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);

        var next = world.in(() -> quotes.revise(id, world.ae).quote());
        assertThat(state(world, next, "se")).isEqualTo(Contributions.State.GIVEN);
        var second = world.get(next);
        var lines = new ArrayList<>(second.lines());
        lines.set(0, lines.getFirst().priced(BigDecimal.TEN, lines.getFirst().unitPrice(), 0));
        world.in(() -> quotes.save(next, second.with(lines), second.version(), world.ae));
        assertThat(state(world, next, "se")).isEqualTo(Contributions.State.OUTDATED);
        assertThat(world.send(next))
                .isInstanceOfSatisfying(
                        SendQuote.Answer.Waiting.class,
                        waiting -> assertThat(waiting.roles()).containsExactly("se"));
        world.in(() -> contributions.give(world.get(next), words("se", "Par API, à dix."), se));
        assertThat(world.send(next)).isInstanceOf(SendQuote.Answer.Sent.class);
    }

    @Test
    void operations_say_yes_no_or_on_conditions_beside_their_load(Given given) {
        var world = AnOffer.of(given, application);
        var ops = given.member("Yann Le Goff", "ops");
        given.member("Zoé Blanc", "csm");
        var id = world.quote();
        wanted(given, world, "ops");
        takenOn(world, "ops", ops);
        var page = "/quotes/" + id + "/contributions/ops";
        assertThat(mvc.get().uri(page).with(given.signedIn(ops)))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"feasible\"", "<table");

        assertThat(mvc.post().uri(page).with(given.signedIn(ops)).with(csrf()).param("feasible", "conditions"))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri(page)
                        .with(given.signedIn(ops))
                        .with(csrf())
                        .param("feasible", "no")
                        .param("words", "Pas avant l’été."))
                .hasStatus(303);
        assertThat(state(world, id, "ops")).isEqualTo(Contributions.State.REFUSED);
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);

        assertThat(mvc.put()
                        .uri("/api/v1" + page)
                        .header("Authorization", given.bearer(ops, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"feasible": "conditions", "words": "Accès avant le 1er mars.",
                                 "start_on": "2027-03-01", "done_on": "2027-02-01"}"""))
                .hasStatus(422);
        assertThat(mvc.put()
                        .uri("/api/v1" + page)
                        .header("Authorization", given.bearer(ops, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"feasible": "conditions", "words": "Accès avant le 1er mars.",
                                 "start_on": "2027-03-01", "done_on": "2027-04-15", "in_document": true}"""))
                .hasStatusOk()
                .bodyText()
                .contains("\"state\":\"given\"", "2027-04-15");
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Sent.class);
        var link = world.get(id).link();
        assertThat(mvc.get().uri("/q/" + link)).bodyText().contains("15 avril 2027", "Accès avant le 1er mars.");
    }

    @Test
    void both_roles_are_asked_at_once(Given given) {
        var world = AnOffer.of(given, application);
        assertThat(asked(world, "se").id()).isNotEqualTo(asked(world, "ops").id());
        assertThat(asked(world, "se").toRole()).isEqualTo("se");
    }

    @Test
    void words_and_picture_stand_in_the_document_which_can_still_be_kept(Given given) throws IOException {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        var id = world.quote();
        takenOn(world, "se", se);
        var drawn = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1_600, 800, BufferedImage.TYPE_INT_ARGB), "png", drawn);
        assertThat(mvc.post()
                        .uri("/quotes/" + id + "/contributions/se")
                        .multipart()
                        .file(new MockMultipartFile("file", "schéma.png", "image/png", drawn.toByteArray()))
                        .param("words", "Voir le schéma.")
                        .param("shown", "true")
                        .with(given.signedIn(se))
                        .with(csrf()))
                .hasStatus(303);
        world.send(id);
        var quote = world.get(id);
        assertThat(mvc.get().uri("/q/" + quote.link())).bodyText().contains("Voir le schéma.", "data:image/jpeg");
        var pdf = mvc.get().uri("/q/" + quote.link() + "/document").exchange();
        assertThat(PdfA.faults(pdf.getResponse().getContentAsByteArray())).isEmpty();
        assertThat(mvc.get().uri("/quotes/" + id + "/contributions/se/file").with(given.signedIn(world.ae)))
                .hasStatusOk();
    }

    @Test
    void another_file_goes_with_the_document(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        var id = world.quote();
        takenOn(world, "se", se);
        var file = new Giving.Upload("dossier.pdf", "application/pdf", new byte[] {37, 80, 68, 70});
        world.in(
                () -> contributions.give(world.get(id), new Giving("se", "", file, false, true, null, null, null), se));
        var link = world.sent(id);
        var part = world.in(() -> contributions.of(world.get(id), world.ae))
                .getFirst()
                .given();
        assertThat(part).isNotNull();
        assertThat(mvc.get().uri("/q/" + link)).bodyText().contains("dossier.pdf");
        assertThat(mvc.get().uri("/q/" + link + "/annexes/" + part.id()))
                .hasStatusOk()
                .hasContentType("application/pdf");
        assertThat(mvc.get().uri("/q/" + link + "/annexes/" + UUID.randomUUID()))
                .hasStatus(404);
    }

    @Test
    void a_deal_that_is_decided_asks_nobody_any_more(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        var handoff = takenOn(world, "se", se);
        world.in(() ->
                application.getBean(Opportunities.class).move(world.opportunity, Stage.LOST, "no_budget", world.ae));
        assertThat(given.in(() -> sql.fetchSingle(
                                CLOCK, CLOCK.ID.eq(handoff.clock().value())))
                        .getOutcome())
                .isEqualTo("cancelled");
    }

    private boolean sees(AnOffer world, UUID quote, Actor me) {
        var records = application.getBean(Records.class);
        var types = application.getBean(RecordTypes.class);
        var deal = found(world, () -> records.get(types.byPlural("opportunities"), world.opportunity, me));
        var row = found(world, () -> records.get(types.byPlural("quotes"), quote, me));
        var whole = found(world, () -> quotes.get(quote, me));
        assertThat(List.of(row, whole)).as("the quote as the deal").containsOnly(deal);
        return deal;
    }

    private static boolean found(AnOffer world, java.util.function.Supplier<?> look) {
        try {
            world.in(() -> String.valueOf(look.get()));
            return true;
        } catch (NoSuchRecord _) {
            return false;
        }
    }

    @Test
    void who_is_asked_sees_the_deal_until_the_request_or_the_deal_is_over(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.memberWhoSeesOwn("Nora Petit", "se");
        var colleague = given.memberWhoSeesOwn("Paul Noir", "se");
        var ops = given.memberWhoSeesOwn("Yann Le Goff", "ops");
        var id = world.quote();
        assertThat(sees(world, id, se)).isFalse();

        var first = asked(world, "se");
        assertThat(sees(world, id, se)).isTrue();
        assertThat(sees(world, id, colleague))
                .as("whoever of the role may take it on")
                .isTrue();
        assertThat(sees(world, id, ops)).isFalse();
        world.in(() -> handoffs.giveBack(first.id(), "Trop tard", se));
        assertThat(sees(world, id, se)).as("given back").isFalse();

        takenOn(world, "se", se);
        assertThat(sees(world, id, se)).isTrue();
        assertThat(sees(world, id, colleague)).as("taken on by somebody else").isFalse();
        assertThat(mvc.get().uri("/opportunities/" + world.opportunity).with(given.signedIn(se)))
                .hasStatusOk();
        assertThat(mvc.get()
                        .uri("/opportunities/" + world.opportunity + "/sheet")
                        .with(given.signedIn(se)))
                .hasStatusOk();
        assertThat(mvc.get().uri("/quotes/" + id + "/contributions/se").with(given.signedIn(se)))
                .hasStatusOk();
        assertThat(mvc.get().uri("/opportunities").with(given.signedIn(se)))
                .bodyText()
                .contains("Atelier Brest – équipement");
        assertThat(mvc.get().uri("/opportunities/" + world.opportunity).with(given.signedIn(colleague)))
                .hasStatus(404);

        world.in(() ->
                application.getBean(Opportunities.class).move(world.opportunity, Stage.LOST, "no_budget", world.ae));
        assertThat(sees(world, id, se)).as("the deal is over").isFalse();
    }

    @Test
    void what_was_taken_on_stands_on_the_desk_until_it_is_given(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.memberWhoSeesOwn("Nora Petit", "se");
        var id = world.quote();
        takenOn(world, "se", se);
        var path = "/quotes/" + id + "/contributions/se";
        assertThat(mvc.get().uri("/desk/se").with(given.signedIn(se)))
                .bodyText()
                .contains(path);
        world.in(() -> contributions.give(world.get(id), words("se", "Par API."), se));
        assertThat(mvc.get().uri("/desk/se").with(given.signedIn(se)))
                .bodyText()
                .doesNotContain(path);
    }
}
