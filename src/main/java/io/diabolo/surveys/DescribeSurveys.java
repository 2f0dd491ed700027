package io.diabolo.surveys;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Figures and links of surveys, in the API's description; surveys and responses are described as all records are. */
@Component
@Order(27)
class DescribeSurveys implements ApiDescription {
    private static final String CHAPTER = "surveys";

    @Override
    public void describe(ApiDocument document) {
        var line = new LinkedHashMap<String, Schema<?>>();
        line.put("group", Shape.text());
        line.put("answers", Shape.whole());
        line.put("happy", Shape.whole());
        line.put("unhappy", Shape.whole());
        line.put("value", Shape.orNull(Shape.number()));
        line.put("margin", Shape.orNull(Shape.number()));
        var report = new LinkedHashMap<String, Schema<?>>();
        report.put("kind", Shape.choice(SurveyKind.ids()));
        report.put("from", Shape.text("date"));
        report.put("to", Shape.text("date"));
        report.put("asked", Shape.whole());
        report.put("answered", Shape.whole());
        report.put("response_rate", Shape.orNull(Shape.number()));
        report.put("total", Shape.object(line));
        report.put("months", Shape.listOf(Shape.object(line)));
        report.put("segments", Shape.listOf(Shape.object(line)));
        document.operation(GET, "/api/v1/survey-figures", CHAPTER, document.t("api.survey.figures"))
                .query("kind", Shape.choice(SurveyKind.ids()), "api.survey.kind")
                .query("survey", Shape.text("uuid"), "api.survey.one")
                .query("from", Shape.text(), "api.survey.from")
                .query("to", Shape.text(), "api.survey.to")
                .answers(200, Shape.object(report));
        var wanted = new LinkedHashMap<String, Schema<?>>();
        wanted.put("person", Shape.text("uuid"));
        var link = new LinkedHashMap<String, Schema<?>>();
        link.put("link", Shape.text());
        document.operation(POST, "/api/v1/surveys/{id}/links", CHAPTER, document.t("api.survey.link"))
                .takes(Shape.object(wanted), "{\"person\": \"0199f3a2-7c1e-7f00-8000-000000000000\"}")
                .answers(201, Shape.object(link));
    }
}
