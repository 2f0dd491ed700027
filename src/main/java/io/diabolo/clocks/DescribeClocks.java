package io.diabolo.clocks;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Clocks and the working calendar in the API's description. */
@Component
@Order(31)
class DescribeClocks implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        document.schema("Clock", clock());
        document.schema("WorkingCalendar", calendar());
        document.chapter("clocks", document.t("clocks.title"), document.t("api.clocks"), "Clock");
        var page = new LinkedHashMap<String, Schema<?>>();
        page.put("items", Shape.listOf(Shape.named("Clock")));
        page.put("next_cursor", Shape.orNull(Shape.text()));
        document.operation(GET, "/api/v1/clocks", "clocks", document.t("api.clocks.list"))
                .query("kind", Shape.text(), "api.clocks.kind")
                .query("subject_id", Shape.text("uuid"), "api.clocks.subject")
                .query("owner", Shape.text("uuid"), "api.clocks.owner")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .answers(200, Shape.object(page));
        document.operation(GET, "/api/v1/working-calendar", "clocks", document.t("api.calendar"))
                .answers(200, Shape.named("WorkingCalendar"));
        document.operation(PUT, "/api/v1/working-calendar", "clocks", document.t("api.calendar.change"))
                .takes(
                        calendar(),
                        "{\"week\": {\"monday\": \"09:00–12:30, 13:30–18:00\"}, \"country\": \"FR\", \"region\":"
                                + " \"alsace-moselle\", \"closing_days\": [{\"day\": \"2026-12-24\", \"label\": \"Pont\"}]}")
                .answers(200, Shape.named("WorkingCalendar"));
    }

    private static Schema<?> clock() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("kind", Shape.text());
        all.put("subject_type", Shape.text());
        all.put("subject_id", Shape.text("uuid"));
        all.put("owner_id", Shape.orNull(Shape.text("uuid")));
        all.put("role", Shape.orNull(Shape.text()));
        all.put("started_at", Shape.text("date-time"));
        all.put("warn_at", Shape.text("date-time"));
        all.put("due_at", Shape.text("date-time"));
        all.put("state", Shape.choice(List.of("calm", "soon", "late", "paused")));
        all.put("paused_at", Shape.orNull(Shape.text("date-time")));
        all.put("pause_reason", Shape.orNull(Shape.text()));
        return Shape.object(all);
    }

    private static Schema<?> calendar() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("week", Shape.object());
        all.put("country", Shape.text());
        all.put("region", Shape.text());
        var day = new LinkedHashMap<String, Schema<?>>();
        day.put("day", Shape.text("date"));
        day.put("label", Shape.text());
        all.put("closing_days", Shape.listOf(Shape.object(day)));
        return Shape.object(all);
    }
}
