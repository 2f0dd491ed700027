package io.diabolo.forecast;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.ApiOperation;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The forecast in the API's description. */
@Component
@Order(42)
class DescribeForecast implements ApiDescription {
    private static final String CHAPTER = "forecast";
    private static final String PATH = "/api/v1/forecast";

    @Override
    public void describe(ApiDocument document) {
        document.chapter(CHAPTER, document.t("forecast.title"), document.t("api.forecast"), "");
        asked(document, PATH, "api.forecast.roll-up")
                .query("by", Shape.choice(List.of("line", "team")), "api.forecast.by")
                .answers(200, Shape.object(rollUp()));
        document.operation(GET, PATH + "/sheet", CHAPTER, document.t("api.forecast.sheet"))
                .query("period", Shape.text(), "api.forecast.period")
                .query("whose", Shape.text(), "api.forecast.whose")
                .answers(200, Shape.text());
        document.operation(GET, PATH + "/snapshots", CHAPTER, document.t("api.forecast.snapshots"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.object(snapshot())))));
        asked(document, PATH + "/changes", "api.forecast.changes")
                .query("since", Shape.text("date"), "api.forecast.since")
                .query("until", Shape.text("date"), "api.forecast.until")
                .query(
                        "looked",
                        Shape.choice(Arrays.stream(Changes.Looked.values())
                                .map(Changes.Looked::id)
                                .toList()),
                        "api.forecast.looked")
                .answers(200, Shape.object());
        asked(document, PATH + "/accuracy", "api.forecast.accuracy").answers(200, Shape.object());
        asked(document, PATH + "/estimate", "api.forecast.estimate").answers(200, Shape.object());
        asked(document, PATH + "/adjustments", "api.forecast.adjustments")
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.object(adjustment())))));
        var wish = new LinkedHashMap<String, Schema<?>>();
        wish.put("period", Shape.text());
        wish.put("whose", Shape.text());
        wish.put("amount", Shape.orNull(Shape.text()));
        wish.put("comment", Shape.text());
        document.operation(POST, PATH + "/adjustments", CHAPTER, document.t("api.forecast.adjust"))
                .takes(
                        Shape.object(wish),
                        "{\"period\": \"2026-Q4\", \"whose\": \"line.0199f3a2-7c1e-7f00-8000-000000000000\","
                                + " \"amount\": \"120000\", \"comment\": \"Two signatures slip into January\"}")
                .answers(201, Shape.object());
    }

    private static ApiOperation asked(ApiDocument document, String path, String text) {
        return document.operation(GET, path, CHAPTER, document.t(text))
                .query("period", Shape.text(), "api.forecast.period")
                .query("whose", Shape.text(), "api.forecast.whose");
    }

    private static Map<String, Schema<?>> rollUp() {
        var row = new LinkedHashMap<String, Schema<?>>();
        row.put("whose", Shape.text());
        row.put("name", Shape.text());
        row.put("depth", Shape.whole());
        row.put("target", Shape.orNull(Shape.text()));
        row.put("parts", Shape.object());
        row.put("computed", Shape.text());
        row.put("forecast", Shape.text());
        row.put("adjusted", Shape.yesOrNo());
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("period", Shape.text());
        all.put("from", Shape.text("date"));
        all.put("to", Shape.text("date"));
        all.put("whose", Shape.text());
        all.put("currency", Shape.text());
        all.put("items", Shape.listOf(Shape.object(row)));
        all.put("types", Shape.object());
        var deal = new LinkedHashMap<String, Schema<?>>();
        deal.put("id", Shape.text("uuid"));
        deal.put("name", Shape.text());
        deal.put("amount", Shape.text());
        deal.put("currency", Shape.text());
        var leftOut = new LinkedHashMap<String, Schema<?>>();
        leftOut.put("count", Shape.whole());
        leftOut.put("currencies", Shape.listOf(Shape.text()));
        leftOut.put("deals", Shape.listOf(Shape.object(deal)));
        all.put("left_out", Shape.object(leftOut));
        return all;
    }

    private static Map<String, Schema<?>> snapshot() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("week", Shape.text("date"));
        all.put("taken_at", Shape.text("date-time"));
        all.put("rebuilt", Shape.yesOrNo());
        return all;
    }

    private static Map<String, Schema<?>> adjustment() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("period", Shape.text());
        all.put("whose", Shape.text());
        all.put("amount", Shape.orNull(Shape.text()));
        all.put("computed", Shape.text());
        all.put("currency", Shape.text());
        all.put("comment", Shape.text());
        all.put("member_id", Shape.text("uuid"));
        all.put("created_at", Shape.text("date-time"));
        return all;
    }
}
