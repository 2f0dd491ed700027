package io.diabolo.meetings;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PATCH;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Meetings, free hours and availability, in the API's description. */
@Component
@Order(24)
class DescribeMeetings implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        document.operation(GET, "/api/v1/free-times", "meetings", document.t("api.meetings.free"))
                .query("kind", Shape.choice(MeetingKind.ids()), "api.meetings.kind")
                .query("host", Shape.text("uuid"), "api.meetings.host")
                .query("from", Shape.text("date"), "api.meetings.from")
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.text("date-time")))));
        document.operation(POST, "/api/v1/bookings", "meetings", document.t("api.meetings.book"))
                .takes(
                        booking(),
                        "{\"kind\": \"discovery\", \"starts_at\": \"2026-12-03T09:00:00Z\", \"lead_id\": \"0198…\", \"hand_over\": true}")
                .answers(201, booked());
        document.operation(POST, "/api/v1/meetings/{id}/start", "meetings", document.t("api.meetings.move"))
                .takes(
                        Shape.object(Map.of("starts_at", Shape.text("date-time"))),
                        "{\"starts_at\": \"2026-12-04T13:30:00Z\"}")
                .answers(200, Shape.named("Meeting"));
        document.operation(POST, "/api/v1/meetings/{id}/outcome", "meetings", document.t("api.meetings.outcome"))
                .takes(
                        Shape.object(Map.of(
                                "outcome",
                                Shape.choice(java.util.List.of("held", "missed", "cancelled")),
                                "said",
                                Shape.text())),
                        "{\"outcome\": \"missed\", \"said\": \"personne au bout du fil\"}")
                .answers(200, Shape.named("Meeting"));
        document.operation(GET, "/api/v1/availability", "meetings", document.t("api.availability"))
                .answers(200, availability());
        document.operation(PUT, "/api/v1/availability", "meetings", document.t("api.availability.put"))
                .takes(availability(), "{\"notice_minutes\": 120, \"buffer_minutes\": 15, \"minutes\": {\"demo\": 60}}")
                .answers(200, availability());
        calendar(document);
        pages(document);
    }

    private static void pages(ApiDocument document) {
        var path = "/api/v1/booking-pages";
        document.operation(GET, path, "meetings", document.t("api.booking-pages"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(bookingPage()))));
        document.operation(POST, path, "meetings", document.t("api.booking-pages.post"))
                .takes(
                        Shape.object(Map.of("kind", Shape.choice(MeetingKind.ids()), "all", Shape.yesOrNo())),
                        "{\"kind\": \"discovery\", \"all\": false}")
                .answers(201, bookingPage());
        document.operation(PATCH, path + "/{id}", "meetings", document.t("api.booking-pages.patch"))
                .takes(Shape.object(Map.of("open", Shape.yesOrNo())), "{\"open\": false}")
                .answers(200, bookingPage());
    }

    private static Schema<?> bookingPage() {
        var page = new LinkedHashMap<String, Schema<?>>();
        page.put("id", Shape.text("uuid"));
        page.put("path", Shape.text());
        page.put("kind", Shape.text());
        page.put("all", Shape.yesOrNo());
        page.put("open", Shape.yesOrNo());
        return Shape.object(page);
    }

    private static void calendar(ApiDocument document) {
        var path = "/api/v1/availability/calendar";
        document.operation(POST, path, "meetings", document.t("api.availability.calendar"))
                .answers(201, Shape.object(Map.of("address", Shape.text("uri"))));
        document.operation(DELETE, path, "meetings", document.t("api.availability.calendar.close"))
                .answersNothing();
    }

    private static Schema<?> booking() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("kind", Shape.choice(MeetingKind.ids()));
        all.put("starts_at", Shape.text("date-time"));
        all.put("host_id", Shape.orNull(Shape.text("uuid")));
        for (var of : new String[] {"lead_id", "person_id", "company_id", "opportunity_id"}) {
            all.put(of, Shape.orNull(Shape.text("uuid")));
        }
        all.put("subject", Shape.text());
        all.put("place", Shape.text());
        all.put("notes", Shape.text());
        all.put("hand_over", Shape.yesOrNo());
        return Shape.object(all);
    }

    private static Schema<?> booked() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("meeting_id", Shape.text("uuid"));
        all.put("owner_id", Shape.text("uuid"));
        all.put("starts_at", Shape.text("date-time"));
        all.put("handoff_id", Shape.orNull(Shape.text("uuid")));
        all.put("missing_answers", Shape.whole());
        return Shape.object(all);
    }

    private static Schema<?> availability() {
        var minutes = new LinkedHashMap<String, Schema<?>>();
        MeetingKind.ids().forEach(kind -> minutes.put(kind, Shape.whole()));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("notice_minutes", Shape.whole());
        all.put("buffer_minutes", Shape.whole());
        all.put("ahead_days", Shape.whole());
        all.put("place", Shape.text());
        all.put("minutes", Shape.object(minutes));
        all.put("pages", Shape.listOf(bookingPage()));
        return Shape.object(all);
    }
}
