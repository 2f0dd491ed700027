package io.diabolo.sheets;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PATCH;
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

/** Sheets in the API's description. */
@Component
@Order(65)
class DescribeSheets implements ApiDescription {
    private static final String CHAPTER = "sheets";
    private static final String ANSWERS =
            "{\"need\": {\"value\": \"…\", \"said_by\": \"Léa Martin\", \"source\": \"call\"}}";

    @Override
    public void describe(ApiDocument document) {
        document.schema("Sheet", sheet());
        document.schema("SheetTemplate", template());
        document.chapter(CHAPTER, document.t("sheet.settings"), document.t("api.sheet"), "Sheet");
        for (var plural : List.of("leads", "opportunities", "interviews")) {
            var path = "/api/v1/" + plural + "/{id}/sheet";
            document.operation(GET, path, CHAPTER, document.t("api.sheet")).answers(200, Shape.named("Sheet"));
            document.operation(PATCH, path, CHAPTER, document.t("api.sheet.answer"))
                    .takes(Shape.object(), ANSWERS)
                    .answers(200, Shape.named("Sheet"));
            document.operation(GET, path + "/{question}", CHAPTER, document.t("api.sheet.history"))
                    .answers(200, Shape.object(Map.of("items", Shape.listOf(answer()))));
        }
        document.operation(PUT, "/api/v1/opportunities/{id}/sheet", CHAPTER, document.t("api.sheet.replace"))
                .header("If-Match", "api.parameter.if-match")
                .takes(Shape.object(), ANSWERS)
                .answers(200, Shape.named("Sheet"));
        document.operation(GET, "/api/v1/sheets", CHAPTER, document.t("api.sheets"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.named("SheetTemplate")))));
        document.operation(GET, "/api/v1/sheets/{key}", CHAPTER, document.t("api.sheets.one"))
                .query("language", Shape.choice(SheetWords.LANGUAGES), "api.sheets.language")
                .answers(200, Shape.named("SheetTemplate"));
        document.operation(PUT, "/api/v1/sheets/{key}", CHAPTER, document.t("api.sheets.put"))
                .takes(
                        Shape.named("SheetTemplate"),
                        "{\"name\": \"BANT\", \"questions\": [{\"id\": \"need\", \"label\": \"Besoin\", \"required\":"
                                + " true}]}")
                .answers(200, Shape.named("SheetTemplate"));
        var requirement = Shape.object(Map.of("required", Shape.yesOrNo()));
        document.operation(GET, "/api/v1/sheet-requirement", CHAPTER, document.t("api.sheet-requirement"))
                .answers(200, requirement);
        document.operation(PUT, "/api/v1/sheet-requirement", CHAPTER, document.t("api.sheet-requirement.put"))
                .takes(requirement, "{\"required\": false}")
                .answers(200, requirement);
    }

    private static LinkedHashMap<String, Schema<?>> question() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text());
        all.put("label", Shape.text());
        all.put("hint", Shape.text());
        all.put("kind", Shape.choice(Question.KINDS));
        all.put("choices", Shape.listOf(Shape.text()));
        all.put("required", Shape.yesOrNo());
        return all;
    }

    private static Schema<?> answer() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("value", Shape.text());
        all.put("said_by", Shape.text());
        all.put("said_on", Shape.orNull(Shape.text("date")));
        all.put("source", Shape.text());
        all.put("note", Shape.text());
        all.put("occasion", Shape.orNull(Shape.text()));
        all.put("member", Shape.text());
        all.put("at", Shape.text("date-time"));
        return Shape.object(all);
    }

    private static Schema<?> sheet() {
        var question = question();
        question.put("answer", Shape.orNull(answer()));
        question.put("inherited", Shape.yesOrNo());
        question.put("earlier", Shape.listOf(earlier()));
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("sheet", Shape.text());
        all.put("version", Shape.whole());
        all.put("completeness", Shape.whole());
        all.put("missing", Shape.listOf(Shape.text()));
        all.put("questions", Shape.listOf(Shape.object(question)));
        all.put("known", Shape.listOf(earlier()));
        return Shape.object(all);
    }

    private static Schema<?> earlier() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("sheet", Shape.text());
        all.put("question", Shape.text());
        all.put("answer", answer());
        return Shape.object(all);
    }

    private static Schema<?> template() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("key", Shape.text());
        all.put("name", Shape.text());
        all.put("version", Shape.whole());
        all.put("language", Shape.choice(SheetWords.LANGUAGES));
        all.put("in_use", Shape.yesOrNo());
        all.put("used_for", Shape.listOf(Shape.choice(BuiltInSheets.TYPES)));
        all.put("questions", Shape.listOf(Shape.object(question())));
        return Shape.object(all);
    }
}
