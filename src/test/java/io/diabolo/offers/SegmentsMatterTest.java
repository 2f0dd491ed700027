package io.diabolo.offers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Moved;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is sold to a small company goes by the price list; what is sold to a large one is made to measure. */
@DiaboloTest
class SegmentsMatterTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final Opportunities opportunities;
    private final JsonMapper json;

    SegmentsMatterTest(
            ApplicationContext application, MockMvcTester mvc, Opportunities opportunities, JsonMapper json) {
        this.application = application;
        this.mvc = mvc;
        this.opportunities = opportunities;
        this.json = json;
    }

    private void segment(Given given, AnOffer world, String segment) {
        world.in(() -> application
                .getBean(Records.class)
                .update(
                        application.getBean(RecordTypes.class).byPlural("companies"),
                        world.company,
                        Map.of("segment", segment),
                        null,
                        given.administrator()));
    }

    private Moved closing(AnOffer world) {
        return world.in(() -> opportunities.move(world.opportunity, Stage.CLOSING, null, world.ae));
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro", "smb"})
    void a_small_companys_deal_is_not_asked_for_a_tailored_proposal(String segment, Given given) {
        var world = AnOffer.of(given, application);
        segment(given, world, segment);
        assertThat(world.send(world.quote())).isInstanceOf(SendQuote.Answer.Sent.class);
        assertThat(closing(world)).isInstanceOf(Moved.Done.class);
    }

    @Test
    void a_large_companys_deal_is_until_its_technical_part_is_given(Given given) {
        var world = AnOffer.of(given, application);
        var se = given.member("Nora Petit", "se");
        segment(given, world, "enterprise");
        assertThat(closing(world))
                .isInstanceOfSatisfying(
                        Moved.Incomplete.class,
                        answer -> assertThat(answer.missing())
                                .singleElement()
                                .satisfies(one -> assertThat(one.path()).contains("kind=contribution")));
        assertThat(mvc.get()
                        .uri("/opportunities/" + world.opportunity + "/moves/new?stage=closing")
                        .with(given.signedIn(world.ae)))
                .bodyText()
                .contains("Proposition sur mesure");

        var handoffs = application.getBean(Handoffs.class);
        var id = world.quote();
        var asked = world.in(() -> handoffs.offer(
                new Offer(HandoffKind.CONTRIBUTION, "opportunity", world.opportunity, "se", null, "", List.of("sheet")),
                world.ae));
        world.in(() -> handoffs.accept(asked.handoff().id(), se));
        assertThat(closing(world)).isInstanceOf(Moved.Incomplete.class);
        world.engineered(id, "Douze ateliers raccordés.", true, se);
        assertThat(closing(world)).isInstanceOf(Moved.Done.class);
    }

    @Test
    void a_condition_of_ones_own_is_written_by_api_or_page_and_says_whom_it_concerns(Given given) {
        var world = AnOffer.of(given, application);
        var token = given.bearer(given.administrator(), Scope.WRITE);
        var path = "/api/v1/pipelines/new_business";
        var pipeline = (ObjectNode) json.readTree(mvc.get()
                .uri(path)
                .header("Authorization", token)
                .exchange()
                .getResponse()
                .getContentAsByteArray());
        for (var stage : pipeline.get("stages")) {
            if (stage.get("id").asString().equals("closing")) {
                ((ObjectNode) stage)
                        .putArray("asks")
                        .addObject()
                        .put("kind", "field")
                        .put("what", "term_months")
                        .put("when", "company.segment == \"micro\"");
            }
        }
        assertThat(mvc.put()
                        .uri(path)
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(pipeline.toString()))
                .hasStatusOk()
                .bodyText()
                .contains("company.segment ==");
        assertThat(mvc.get().uri("/settings/pipelines/new_business").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("term_months: company.segment");
        assertThat(closing(world)).as("the world's company is micro").isInstanceOf(Moved.Incomplete.class);
        segment(given, world, "smb");
        assertThat(closing(world)).isInstanceOf(Moved.Done.class);

        pipeline.put("version", pipeline.get("version").asInt() + 1);
        assertThat(mvc.put()
                        .uri(path)
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(pipeline.toString().replace("company.segment", "company.nothing")))
                .hasStatus(422);
    }
}
