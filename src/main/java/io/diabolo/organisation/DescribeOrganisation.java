package io.diabolo.organisation;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.diabolo.roles.CanonicalRole;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Coverage and capacity in the API's description; positions are records and describe themselves. */
@Component
@Order(83)
class DescribeOrganisation implements ApiDescription {
    private static final String CHAPTER = "organisation";
    private static final String CAPACITY = "/api/v1/capacity";
    private static final String EXAMPLE =
            "{\"goal\": 1200000, \"hires\": [{\"role\": \"sdr\", \"count\": 2, \"start\": \"2027-03\", \"ramp_months\": 3}]}";

    @Override
    public void describe(ApiDocument document) {
        document.schema("Course", course());
        document.chapter(CHAPTER, document.t("organisation.title"), document.t("api.organisation"), "Course");
        document.operation(GET, "/api/v1/coverage", CHAPTER, document.t("api.coverage"))
                .query("channel", Shape.choice(CoverageMap.CHANNELS), "api.coverage.channel")
                .answers(200, Shape.object(Map.of("cells", Shape.listOf(cell()), "findings", Shape.listOf(finding()))));
        document.operation(GET, CAPACITY, CHAPTER, document.t("api.staffing"))
                .query("goal", Shape.number(), "api.staffing.goal")
                .answers(
                        200,
                        Shape.object(Map.of(
                                "needs",
                                Shape.orNull(Shape.listOf(need())),
                                "assumptions",
                                Shape.listOf(assumption()))));
        document.operation(POST, CAPACITY, CHAPTER, document.t("api.staffing.post"))
                .takes(wanted(), EXAMPLE)
                .answers(200, answer());
    }

    private static Schema<?> role() {
        return Shape.choice(
                CanonicalRole.catalogue().stream().map(CanonicalRole::id).toList());
    }

    private static Schema<?> cell() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("stage", Shape.choice(PositionType.STAGES));
        all.put("segment", Shape.orNull(Shape.choice(PositionType.SEGMENTS)));
        all.put(
                "roles",
                Shape.listOf(
                        Shape.object(Map.of("role", role(), "people", Shape.number(), "full_time", Shape.number()))));
        all.put("hole", Shape.yesOrNo());
        all.put("coming", Shape.yesOrNo());
        all.put("month", Shape.orNull(Shape.number()));
        all.put("hours", Shape.orNull(Shape.number()));
        all.put("load", Shape.orNull(Shape.number()));
        return Shape.object(all);
    }

    private static Schema<?> finding() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put(
                "kind",
                Shape.choice(Arrays.stream(Finding.Kind.values())
                        .map(Finding.Kind::id)
                        .toList()));
        all.put("text", Shape.text());
        all.put("stages", Shape.listOf(Shape.choice(PositionType.STAGES)));
        all.put("segment", Shape.orNull(Shape.choice(PositionType.SEGMENTS)));
        all.put("channel", Shape.orNull(Shape.choice(CoverageMap.CHANNELS)));
        all.put("role", Shape.orNull(role()));
        all.put("handoff", Shape.orNull(Shape.text()));
        all.put("positions", Shape.listOf(Shape.text("uuid")));
        all.put("position_open", Shape.orNull(Shape.text("uuid")));
        return Shape.object(all);
    }

    private static Schema<?> need() {
        return Shape.object(
                Map.of("role", role(), "needed", Shape.number(), "have", Shape.number(), "coming", Shape.number()));
    }

    private static Schema<?> assumption() {
        return Shape.object(Map.of(
                "name",
                Shape.choice(Assumptions.names()),
                "value",
                Shape.number(),
                "source",
                Shape.choice(java.util.List.of("typed", "measured", "usual")),
                "count",
                Shape.number()));
    }

    private static Schema<?> wanted() {
        var hire = new LinkedHashMap<String, Schema<?>>();
        hire.put("role", role());
        hire.put("count", Shape.number());
        hire.put("start", Shape.text());
        hire.put("ramp_months", Shape.number());
        return Shape.object(Map.of(
                "goal",
                Shape.number(),
                "hires",
                Shape.listOf(Shape.object(hire)),
                "runs",
                Shape.number(),
                "seed",
                Shape.number()));
    }

    private static Schema<?> answer() {
        return Shape.object(Map.of(
                "needs",
                Shape.orNull(Shape.listOf(need())),
                "today",
                Shape.named("Course"),
                "changed",
                Shape.orNull(Shape.named("Course"))));
    }

    private static Schema<?> course() {
        var month = new LinkedHashMap<String, Schema<?>>();
        month.put("month", Shape.text());
        for (var name : java.util.List.of(
                "leads", "opportunities", "won", "bookings", "low", "high", "customers", "expansion", "waiting")) {
            month.put(name, Shape.number());
        }
        return Shape.object(Map.of(
                "total", Shape.number(),
                "low", Shape.number(),
                "high", Shape.number(),
                "full", Shape.orNull(Shape.choice(PositionType.STAGES)),
                "months", Shape.listOf(Shape.object(month))));
    }
}
