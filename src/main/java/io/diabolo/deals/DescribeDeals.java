package io.diabolo.deals;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PATCH;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stakeholders, blockers and competition in the API's description. */
@Component
@Order(66)
class DescribeDeals implements ApiDescription {
    private static final String OF = "/api/v1/opportunities/{id}/stakeholders";
    private static final String ONE = "/api/v1/stakeholders/{id}";
    private static final String BLOCKERS = "/api/v1/opportunities/{id}/blockers";
    private static final String RIVALS = "/api/v1/opportunities/{id}/competitors";
    private static final String CHAPTER = "stakeholders";

    @Override
    public void describe(ApiDocument document) {
        document.schema("StakeholderOfDeal", stakeholder());
        document.schema("Blocker", blocker());
        var gap = Shape.object(Map.<String, Schema<?>>of("id", Shape.text(), "text", Shape.text()));
        document.operation(GET, OF, CHAPTER, document.t("api.stakeholders"))
                .answers(
                        200,
                        Shape.object(Map.<String, Schema<?>>of(
                                "items", Shape.listOf(Shape.named("StakeholderOfDeal")), "gaps", Shape.listOf(gap))));
        document.operation(POST, OF, CHAPTER, document.t("api.stakeholder.add"))
                .takes(Shape.object(wanted()), "{\"person\": \"Léa Martin\", \"part\": \"champion\"}")
                .answers(201, Shape.named("StakeholderOfDeal"));
        document.operation(GET, ONE, CHAPTER, document.t("api.stakeholder"))
                .answers(200, Shape.named("StakeholderOfDeal"));
        document.operation(PATCH, ONE, CHAPTER, document.t("api.stakeholder.change"))
                .header("If-Match", "api.parameter.if-match")
                .takes(Shape.object(wanted()), "{\"stance\": \"supports\"}")
                .answers(200, Shape.named("StakeholderOfDeal"));
        document.operation(DELETE, ONE, CHAPTER, document.t("api.stakeholder.remove"))
                .header("If-Match", "api.parameter.if-match")
                .answersNothing();
        blockers(document);
        competition(document);
    }

    private static void competition(ApiDocument document) {
        var named = Shape.object(Map.<String, Schema<?>>of("id", Shape.text("uuid"), "name", Shape.text()));
        var rival = new LinkedHashMap<String, Schema<?>>();
        rival.put("competitor", named);
        rival.put("status", Shape.choice(Rival.STATUSES));
        rival.put("note", Shape.text());
        var all = Shape.object(Map.<String, Schema<?>>of("items", Shape.listOf(Shape.object(rival))));
        document.operation(GET, RIVALS, "competitors", document.t("api.competition"))
                .answers(200, all);
        document.operation(POST, RIVALS, "competitors", document.t("api.competition.say"))
                .takes(
                        Shape.object(Map.<String, Schema<?>>of(
                                "competitor",
                                Shape.text(),
                                "status",
                                Shape.choice(Rival.STATUSES),
                                "note",
                                Shape.text())),
                        "{\"competitor\": \"Planifix\", \"status\": \"confirmed\"}")
                .answers(200, all);
        document.operation(DELETE, RIVALS + "/{competitor}", "competitors", document.t("api.competition.remove"))
                .answers(200, all);
        var line = new LinkedHashMap<String, Schema<?>>();
        line.put("competitor", named);
        for (var outcome : Outcome.values()) {
            line.put(outcome.id(), Shape.whole());
        }
        line.put("win_rate", Shape.orNull(Shape.number()));
        document.operation(GET, "/api/v1/competition", "competitors", document.t("api.competition.figures"))
                .answers(200, Shape.object(Map.<String, Schema<?>>of("items", Shape.listOf(Shape.object(line)))));
    }

    private static void blockers(ApiDocument document) {
        var all = Shape.object(Map.<String, Schema<?>>of("items", Shape.listOf(Shape.named("Blocker"))));
        document.operation(GET, BLOCKERS, CHAPTER, document.t("api.blockers")).answers(200, all);
        document.operation(POST, BLOCKERS, CHAPTER, document.t("api.blocker.add"))
                .takes(
                        Shape.object(Map.<String, Schema<?>>of(
                                "text",
                                Shape.text(),
                                "stakeholder",
                                Shape.orNull(Shape.text("uuid")),
                                "owner",
                                Shape.orNull(Shape.text("uuid")),
                                "days",
                                Shape.whole())),
                        "{\"text\": \"Le juridique veut le RGPD\", \"days\": 5}")
                .answers(201, all);
        document.operation(POST, BLOCKERS + "/{blocker}/solution", CHAPTER, document.t("api.blocker.solve"))
                .takes(Shape.object(Map.<String, Schema<?>>of("solution", Shape.text())), "{\"solution\": \"…\"}")
                .answers(200, all);
    }

    private static LinkedHashMap<String, Schema<?>> wanted() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("person", Shape.text());
        all.put("part", Shape.choice(Stakeholder.PARTS));
        all.put("influence", Shape.choice(Stakeholder.INFLUENCES));
        all.put("stance", Shape.choice(Stakeholder.STANCES));
        all.put("reports_to", Shape.orNull(Shape.text("uuid")));
        all.put("influences", Shape.listOf(Shape.text("uuid")));
        all.put("note", Shape.text());
        return all;
    }

    private static Schema<?> stakeholder() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("opportunity", Shape.text("uuid"));
        all.putAll(wanted());
        all.put("person", Shape.object(Map.<String, Schema<?>>of("id", Shape.text("uuid"), "name", Shape.text())));
        all.put("title", Shape.text());
        all.put("version", Shape.whole());
        return Shape.object(all);
    }

    private static Schema<?> blocker() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("text", Shape.text());
        all.put("stakeholder", Shape.orNull(Shape.text("uuid")));
        all.put("owner", Shape.orNull(Shape.text("uuid")));
        all.put("due_at", Shape.text("date-time"));
        all.put("solved_at", Shape.orNull(Shape.text("date-time")));
        all.put("solution", Shape.text());
        return Shape.object(all);
    }
}
