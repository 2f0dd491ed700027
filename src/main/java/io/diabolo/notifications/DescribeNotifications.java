package io.diabolo.notifications;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notifications in the API's description. */
@Component
@Order(32)
class DescribeNotifications implements ApiDescription {
    private static final String CHAPTER = "notifications";

    @Override
    public void describe(ApiDocument document) {
        document.schema("Notification", notification());
        document.chapter(CHAPTER, document.t("notifications.title"), document.t("api.notifications"), "Notification");
        var page = new LinkedHashMap<String, Schema<?>>();
        page.put("items", Shape.listOf(Shape.named("Notification")));
        page.put("unread", Shape.whole());
        page.put("next_cursor", Shape.orNull(Shape.text()));
        document.operation(GET, "/api/v1/notifications", CHAPTER, document.t("api.notifications.list"))
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .answers(200, Shape.object(page));
        document.operation(POST, "/api/v1/notifications/{id}/reading", CHAPTER, document.t("api.notifications.read"))
                .answersNothing();
        document.operation(POST, "/api/v1/notifications/readings", CHAPTER, document.t("api.notifications.read-all"))
                .answersNothing();
        document.operation(GET, "/api/v1/notifications/digest", CHAPTER, document.t("api.notifications.digest"))
                .answers(200, digest());
        document.operation(
                        GET, "/api/v1/notifications/preferences", CHAPTER, document.t("api.notifications.preferences"))
                .answers(200, preferences());
        document.operation(
                        PUT,
                        "/api/v1/notifications/preferences",
                        CHAPTER,
                        document.t("api.notifications.preferences.change"))
                .takes(
                        preferences(),
                        "{\"channels\": {\"clock-warned\": \"none\"}, \"quiet_from\": \"20:00\", \"quiet_to\":"
                                + " \"08:00\"}")
                .answers(200, preferences());
    }

    private static Schema<?> notification() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put(
                "kind",
                Shape.choice(Arrays.stream(NotificationKind.values())
                        .map(NotificationKind::id)
                        .toList()));
        all.put("text", Shape.text());
        all.put("reason", Shape.orNull(Shape.text()));
        all.put("subject_type", Shape.text());
        all.put("subject_id", Shape.text("uuid"));
        all.put("path", Shape.text("uri-reference"));
        all.put("at", Shape.text("date-time"));
        all.put("read_at", Shape.orNull(Shape.text("date-time")));
        return Shape.object(all);
    }

    private static Schema<?> digest() {
        var line = new LinkedHashMap<String, Schema<?>>();
        line.put("text", Shape.text());
        line.put("when", Shape.text());
        line.put("path", Shape.text("uri-reference"));
        var part = new LinkedHashMap<String, Schema<?>>();
        part.put("title", Shape.text());
        part.put("lines", Shape.listOf(Shape.object(line)));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("happened", Shape.listOf(Shape.object(part)));
        all.put("awaiting", Shape.listOf(Shape.object(line)));
        all.put("more", Shape.yesOrNo());
        return Shape.object(all);
    }

    private static Schema<?> preferences() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("channels", Shape.object());
        all.put("offered", Shape.listOf(Shape.text()));
        all.put("quiet_from", Shape.orNull(Shape.text()));
        all.put("quiet_to", Shape.orNull(Shape.text()));
        var digest = new LinkedHashMap<String, Schema<?>>();
        digest.put("rhythm", Shape.choice(List.of("daily", "weekly")));
        digest.put("weekday", Shape.whole());
        digest.put("at", Shape.orNull(Shape.text()));
        digest.put("agenda", Shape.yesOrNo());
        digest.put("next_at", Shape.text("date-time"));
        all.put("digest", Shape.object(digest));
        return Shape.object(all);
    }
}
