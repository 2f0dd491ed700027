package io.diabolo.directory;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.diabolo.mentions.Mention;
import io.diabolo.mentions.Mentions;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Whom a note names, in the API. Writing one is writing an activity. */
@RestController
class ActivityMentionController {
    private static final String PATH = "/api/v1/activities/{id}/mentions";
    private final ActivityType type;
    private final Records records;
    private final Mentions mentions;

    ActivityMentionController(ActivityType type, Records records, Mentions mentions) {
        this.type = type;
        this.records = records;
        this.mentions = mentions;
    }

    @GetMapping(PATH)
    Map<String, Object> list(@PathVariable UUID id, Ui ui) {
        records.get(type, id, ui.me());
        return Map.of(
                "items",
                mentions.of(ActivityType.WRITTEN, id).stream()
                        .map(Mention::json)
                        .toList());
    }

    /** In the API's description. */
    @Component
    @Order(61)
    static class Description implements ApiDescription {
        @Override
        public void describe(ApiDocument document) {
            var mention = new LinkedHashMap<String, Schema<?>>();
            mention.put("member_id", Shape.text("uuid"));
            mention.put("name", Shape.text());
            mention.put("text", Shape.text());
            mention.put("reach", Shape.choice(List.of("told", "unseen", "absent", "own")));
            document.schema("Mention", Shape.object(mention));
            document.operation(HttpMethod.GET, PATH, "activities", document.t("api.mentions"))
                    .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("Mention")))));
        }
    }
}
