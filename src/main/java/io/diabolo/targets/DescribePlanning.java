package io.diabolo.targets;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Season and ramp-up of targets, in the API's description. */
@Component
@Order(34)
class DescribePlanning implements ApiDescription {
    private static final String CHAPTER = "target-planning";
    private static final String SEASON = "/api/v1/seasonality";
    private static final String RAMP = "/api/v1/ramp-up";

    @Override
    public void describe(ApiDocument document) {
        document.chapter(CHAPTER, document.t("season.title"), document.t("api.season"), "");
        var season = new LinkedHashMap<String, Schema<?>>();
        season.put("figure", Shape.orNull(Shape.text()));
        season.put("shares", Shape.orNull(Shape.listOf(Shape.number())));
        var shown = new LinkedHashMap<>(season);
        shown.put("origin", Shape.choice(List.of(SeasonProfiles.TYPED, SeasonProfiles.HISTORY)));
        document.operation(GET, SEASON, CHAPTER, document.t("api.season.list")).answers(200, items(shown));
        document.operation(PUT, SEASON, CHAPTER, document.t("api.season.put"))
                .takes(
                        Shape.object(season),
                        "{\"figure\": \"bookings\", \"shares\": [6, 7, 9, 8, 8, 10, 6, 3, 9, 10, 10, 14]}")
                .answers(200, items(shown));
        var proposal = new LinkedHashMap<>(season);
        proposal.put("years", Shape.whole());
        proposal.put("since", Shape.orNull(Shape.text()));
        document.operation(GET, SEASON + "/proposal", CHAPTER, document.t("api.season.proposal"))
                .query("figure", Shape.text(), "api.season.figure")
                .answers(200, Shape.object(proposal));
        ramps(document);
        ranking(document);
    }

    private static void ramps(ApiDocument document) {
        var plan = new LinkedHashMap<String, Schema<?>>();
        plan.put("role", Shape.text());
        plan.put("shares", Shape.orNull(Shape.listOf(Shape.whole())));
        document.operation(GET, RAMP, CHAPTER, document.t("api.ramp.list")).answers(200, items(plan));
        document.operation(PUT, RAMP, CHAPTER, document.t("api.ramp.put"))
                .takes(Shape.object(plan), "{\"role\": \"sdr\", \"shares\": [0, 25, 50, 75]}")
                .answers(200, items(plan));
        var member = new LinkedHashMap<String, Schema<?>>();
        member.put("member_id", Shape.text("uuid"));
        member.put("role", Shape.text());
        member.put("mode", Shape.choice(MemberRamps.MODES));
        member.put("starts_on", Shape.orNull(Shape.text("date")));
        member.put("shares", Shape.orNull(Shape.listOf(Shape.whole())));
        var shown = new LinkedHashMap<>(member);
        shown.put("full_from", Shape.text("date"));
        document.operation(GET, RAMP + "/members", CHAPTER, document.t("api.ramp.members"))
                .query("role", Shape.text(), "api.queue.desk")
                .answers(200, items(shown));
        document.operation(PUT, RAMP + "/members", CHAPTER, document.t("api.ramp.members.put"))
                .takes(
                        Shape.object(member),
                        "{\"member_id\": \"0199…\", \"role\": \"ae\", \"mode\": \"own\", \"starts_on\": \"2026-11-16\","
                                + " \"shares\": [0, 0, 50]}")
                .answers(200, items(shown));
    }

    private static void ranking(ApiDocument document) {
        var setting = Shape.object(Map.of("shown", Shape.yesOrNo(), "told_on", Shape.orNull(Shape.text("date"))));
        document.operation(GET, "/api/v1/ranking", CHAPTER, document.t("api.ranking"))
                .answers(200, setting);
        document.operation(PUT, "/api/v1/ranking", CHAPTER, document.t("api.ranking.put"))
                .takes(setting, "{\"shown\": true, \"told_on\": \"2026-11-02\"}")
                .answers(200, setting);
    }

    private static Schema<?> items(Map<String, Schema<?>> item) {
        return Shape.object(Map.of("items", Shape.listOf(Shape.object(item))));
    }
}
