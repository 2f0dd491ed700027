package io.diabolo.coaching;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
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

/** Coaching notes in the API's description. */
@Component
@Order(34)
class DescribeCoaching implements ApiDescription {
    private static final String CHAPTER = "coaching";
    private static final String OF = "/api/v1/members/{member}/coaching-notes";
    private static final String ONE = "/api/v1/coaching-notes/{id}";

    @Override
    public void describe(ApiDocument document) {
        document.schema("CoachingNote", note());
        document.chapter(CHAPTER, document.t("coaching.title"), document.t("api.coaching"), "CoachingNote");
        var one = Shape.named("CoachingNote");
        document.operation(GET, OF, CHAPTER, document.t("api.coaching.list"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(one))));
        document.operation(POST, OF, CHAPTER, document.t("api.coaching.write"))
                .takes(wanted(), "{\"body\": \"Listens well; asks too late for the budget.\", \"shared\": true}")
                .answers(201, one);
        document.operation(GET, ONE, CHAPTER, document.t("api.coaching.show")).answers(200, one);
        document.operation(PUT, ONE, CHAPTER, document.t("api.coaching.change"))
                .takes(wanted(), "{\"body\": \"Asks for the budget in the first call now.\", \"version\": 1}")
                .answers(200, one);
        document.operation(DELETE, ONE, CHAPTER, document.t("api.coaching.remove"))
                .answersNothing();
        document.operation(POST, ONE + "/sharing", CHAPTER, document.t("api.coaching.share"))
                .answers(200, one);
        var action = new LinkedHashMap<String, Schema<?>>();
        action.put("action", Shape.text());
        action.put("due_on", Shape.text("date"));
        document.operation(POST, ONE + "/actions", CHAPTER, document.t("api.coaching.agree"))
                .takes(Shape.object(action), "{\"action\": \"Listen to two calls again\", \"due_on\": \"2026-12-04\"}")
                .answers(201, one);
    }

    private static Schema<?> note() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("member_id", Shape.text("uuid"));
        all.put("author_id", Shape.text("uuid"));
        all.put("author", Shape.text());
        all.put("body", Shape.text());
        all.put("talked_on", Shape.text("date"));
        all.put("shared_at", Shape.orNull(Shape.text("date-time")));
        all.put("version", Shape.whole());
        all.put("about", Shape.listOf(Shape.text()));
        all.put("actions", Shape.listOf(Shape.object()));
        all.put("mentions", Shape.listOf(Shape.object()));
        return Shape.object(all);
    }

    private static Schema<?> wanted() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("body", Shape.text());
        all.put("talked_on", Shape.text("date"));
        all.put("shared", Shape.yesOrNo());
        all.put("about", Shape.listOf(Shape.text()));
        all.put("version", Shape.whole());
        return Shape.object(all);
    }
}
