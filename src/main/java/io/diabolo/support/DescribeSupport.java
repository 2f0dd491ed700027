package io.diabolo.support;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is done with tickets, in the API's description; tickets and articles are described as all records are. */
@Component
@Order(26)
class DescribeSupport implements ApiDescription {
    private static final String CHAPTER = "tickets";
    private static final String ONE = "/api/v1/tickets/{id}";

    @Override
    public void describe(ApiDocument document) {
        var message = new LinkedHashMap<String, Schema<?>>();
        message.put("id", Shape.text("uuid"));
        message.put("kind", Shape.choice(List.of("inbound", "reply", "note", "automatic", "step")));
        message.put("author", Shape.text());
        message.put("address", Shape.text());
        message.put("body", Shape.text());
        message.put("quoted", Shape.text());
        message.put("step", Shape.orNull(Shape.text()));
        message.put("at", Shape.text("date-time"));
        message.put("files", Shape.listOf(Shape.object()));
        message.put("mentions", Shape.listOf(Shape.object()));
        document.operation(GET, ONE + "/messages", CHAPTER, document.t("api.ticket.messages"))
                .answers(200, items(Shape.object(message)));
        document.operation(GET, ONE + "/files/{file}", CHAPTER, document.t("api.ticket.file"))
                .answers(200, Shape.text());
        var asked = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of(
                "subject",
                "description",
                "requester_email",
                "requester_name",
                "kind",
                "skill",
                "product",
                "external_id")) {
            asked.put(name, Shape.text());
        }
        asked.put("priority", Shape.choice(TicketType.PRIORITIES));
        asked.put("tier", Shape.whole());
        asked.put("language", Shape.choice(List.of("fr", "en")));
        asked.put("opened_at", Shape.text("date-time"));
        document.operation(POST, "/api/v1/tickets/batch", CHAPTER, document.t("api.ticket.batch"))
                .takes(
                        Shape.object(Map.of("items", Shape.listOf(Shape.object(asked)))),
                        "{\"items\": [{\"subject\": \"Export\", \"description\": \"Empty\", \"requester_email\": \"lea@brest.example\", \"external_id\": \"A-17\"}]}")
                .answers(201, items(Shape.object(Map.of("id", Shape.text("uuid"), "again", Shape.yesOrNo()))));
        var word = new LinkedHashMap<String, Schema<?>>();
        word.put("kind", Shape.choice(List.of("reply", "note")));
        word.put("body", Shape.text());
        word.put("status", Shape.choice(TicketStatus.IDS));
        document.operation(POST, ONE + "/messages", CHAPTER, document.t("api.ticket.say"))
                .takes(Shape.object(word), "{\"kind\": \"reply\", \"body\": \"Bonjour,\", \"status\": \"solved\"}")
                .answers(201, done());
        var escalation = new LinkedHashMap<String, Schema<?>>();
        escalation.put("tier", Shape.whole());
        escalation.put("skill", Shape.text());
        escalation.put("reason", Shape.text());
        document.operation(POST, ONE + "/escalations", CHAPTER, document.t("api.ticket.escalate"))
                .takes(Shape.object(escalation), "{\"tier\": 2, \"reason\": \"Journal du serveur à lire\"}")
                .answers(201, done());
        var owner = new LinkedHashMap<String, Schema<?>>();
        owner.put("owner", Shape.orNull(Shape.text("uuid")));
        document.operation(POST, ONE + "/assignment", CHAPTER, document.t("api.ticket.assign"))
                .takes(Shape.object(owner), "{\"owner\": null}")
                .answers(200, done());
        var into = new LinkedHashMap<String, Schema<?>>();
        into.put("into", Shape.text());
        document.operation(POST, ONE + "/merge", CHAPTER, document.t("api.ticket.merge"))
                .takes(Shape.object(into), "{\"into\": \"T-1A2B3C4D\"}")
                .answers(200, done());
        var split = new LinkedHashMap<String, Schema<?>>();
        split.put("message", Shape.text("uuid"));
        split.put("subject", Shape.text());
        document.operation(POST, ONE + "/splits", CHAPTER, document.t("api.ticket.split"))
                .takes(Shape.object(split), "{\"message\": \"0199f3a2-7c1e-7f00-8000-000000000000\"}")
                .answers(201, done());
        var article = new LinkedHashMap<String, Schema<?>>();
        article.put("id", Shape.text("uuid"));
        article.put("title", Shape.text());
        article.put("language", Shape.text());
        article.put("audience", Shape.text());
        article.put("beginning", Shape.text());
        document.operation(GET, "/api/v1/article-search", "articles", document.t("api.article.search"))
                .query("q", Shape.text(), "api.article.q")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .answers(200, items(Shape.object(article)));
    }

    private static Schema<?> items(Schema<?> one) {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("items", Shape.listOf(one));
        return Shape.object(all);
    }

    private static Schema<?> done() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("reference", Shape.text());
        all.put("status", Shape.text());
        all.put("tier", Shape.whole());
        all.put("mailed", Shape.yesOrNo());
        return Shape.object(all);
    }
}
