package io.diabolo.rules;

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

/** Rule sets in the API's description. */
@Component
@Order(64)
class DescribeRules implements ApiDescription {
    private static final String CHAPTER = "rules";
    private static final String PATH = "/api/v1/rule-sets/{purpose}";
    private static final String EXAMPLE =
            "{\"version\": 0, \"rules\": [{\"expression\": \"company.headcount >= 50\", \"points\": 20}]}";

    @Override
    public void describe(ApiDocument document) {
        document.schema("RuleSet", set());
        document.chapter(CHAPTER, document.t("rules.title"), document.t("api.rules.get"), "RuleSet");
        document.operation(GET, PATH, CHAPTER, document.t("api.rules.get")).answers(200, Shape.named("RuleSet"));
        document.operation(PUT, PATH, CHAPTER, document.t("api.rules.put"))
                .takes(Shape.named("RuleSet"), EXAMPLE)
                .answers(200, Shape.named("RuleSet"));
        document.operation(POST, PATH + "/checks", CHAPTER, document.t("api.rules.check"))
                .takes(
                        Shape.object(Map.of("expression", Shape.text())),
                        "{\"expression\": \"company.headcount >= 50\"}")
                .answers(200, check());
        document.operation(POST, PATH + "/replays", CHAPTER, document.t("api.rules.replay"))
                .takes(Shape.named("RuleSet"), EXAMPLE)
                .answers(200, replay());
    }

    private static Schema<?> set() {
        var rule = new LinkedHashMap<String, Schema<?>>();
        rule.put("id", Shape.text("uuid"));
        rule.put("name", Shape.text());
        rule.put("expression", Shape.text());
        rule.put("says", Shape.text());
        rule.put("points", Shape.whole());
        rule.put("outcome", Shape.text());
        rule.put("active", Shape.yesOrNo());
        var set = new LinkedHashMap<String, Schema<?>>();
        set.put("purpose", Shape.text());
        set.put("version", Shape.whole());
        set.put("settings", Shape.object());
        set.put("rules", Shape.listOf(Shape.object(rule)));
        return Shape.object(set);
    }

    private static Schema<?> check() {
        var check = new LinkedHashMap<String, Schema<?>>();
        check.put("right", Shape.yesOrNo());
        check.put("position", Shape.orNull(Shape.whole()));
        check.put("fault", Shape.orNull(Shape.text()));
        check.put("says", Shape.orNull(Shape.text()));
        check.put("count", Shape.orNull(Shape.whole()));
        return Shape.object(check);
    }

    private static Schema<?> replay() {
        var line = new LinkedHashMap<String, Schema<?>>();
        line.put("id", Shape.text("uuid"));
        line.put("name", Shape.text());
        line.put("before", Shape.text());
        line.put("after", Shape.text());
        var replay = new LinkedHashMap<String, Schema<?>>();
        replay.put("looked", Shape.whole());
        replay.put("changed", Shape.whole());
        replay.put("items", Shape.listOf(Shape.object(line)));
        return Shape.object(replay);
    }
}
