package io.diabolo.reports;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports in the API's description. */
@Component
@Order(40)
class DescribeReports implements ApiDescription {
    private static final String CHAPTER = "reports";
    private static final String PATH = "/api/v1/reports";
    private static final String ONE = PATH + "/{id}";
    private static final String EXAMPLE =
            "{\"name\": \"Deals by month\", \"of\": \"opportunities\", \"query\": \"by=created_at.month&measure=sum.amount\", \"shared\": true}";

    @Override
    public void describe(ApiDocument document) {
        document.chapter(CHAPTER, document.t("report.many"), document.t("api.report.chapter"), "ReportResult");
        document.schema("ReportResult", result());
        var report = report();
        var wanted = new LinkedHashMap<String, Schema<?>>();
        List.of("name", "of", "query").forEach(name -> wanted.put(name, Shape.text()));
        wanted.put("shared", Shape.yesOrNo());
        document.operation(GET, "/api/v1/report-results", CHAPTER, document.t("api.report.results"))
                .query("of", Shape.text(), "api.report.of")
                .query("by", Shape.text(), "api.report.by")
                .query("across", Shape.text(), "api.report.across")
                .query("measure", Shape.text(), "api.report.measure")
                .query("currency", Shape.text(), "api.report.currency")
                .answers(200, Shape.named("ReportResult"));
        document.operation(GET, PATH, CHAPTER, document.t("api.report.list"))
                .answers(200, Shape.object(new LinkedHashMap<>(java.util.Map.of("items", Shape.listOf(report)))));
        document.operation(POST, PATH, CHAPTER, document.t("api.report.keep"))
                .takes(Shape.object(wanted), EXAMPLE)
                .answers(201, report);
        document.operation(GET, ONE, CHAPTER, document.t("api.report.one")).answers(200, report);
        document.operation(PUT, ONE, CHAPTER, document.t("api.report.change"))
                .takes(Shape.object(wanted), EXAMPLE)
                .answers(200, report);
        document.operation(DELETE, ONE, CHAPTER, document.t("api.report.drop")).answersNothing();
        document.operation(GET, ONE + "/results", CHAPTER, document.t("api.report.answer"))
                .answers(200, Shape.named("ReportResult"));
        var rhythm = new LinkedHashMap<String, Schema<?>>();
        rhythm.put("every", Shape.orNull(Shape.choice(List.of("week", "month"))));
        document.operation(PUT, ONE + "/subscription", CHAPTER, document.t("api.report.every"))
                .takes(Shape.object(rhythm), "{\"every\": \"week\"}")
                .answers(200, report);
    }

    private static Schema<?> report() {
        var report = new LinkedHashMap<String, Schema<?>>();
        report.put("id", Shape.text("uuid"));
        List.of("name", "of", "query", "keeper").forEach(name -> report.put(name, Shape.text()));
        report.put("shared", Shape.yesOrNo());
        report.put("mine", Shape.yesOrNo());
        report.put("every", Shape.orNull(Shape.choice(List.of("week", "month"))));
        report.put("version", Shape.whole());
        return Shape.object(report);
    }

    private static Schema<?> result() {
        var figure = new LinkedHashMap<String, Schema<?>>();
        figure.put("records", Shape.whole());
        figure.put("value", Shape.orNull(Shape.text()));
        var cell = new LinkedHashMap<String, Schema<?>>();
        cell.put("key", Shape.orNull(Shape.text()));
        cell.put("label", Shape.orNull(Shape.text()));
        cell.putAll(figure);
        var item = new LinkedHashMap<>(cell);
        item.put("across", Shape.listOf(Shape.object(cell)));
        var result = new LinkedHashMap<String, Schema<?>>();
        List.of("of", "by").forEach(name -> result.put(name, Shape.text()));
        result.put("across", Shape.orNull(Shape.text()));
        result.put("measure", Shape.text());
        result.put("currency", Shape.orNull(Shape.text()));
        result.put("records_left_out", Shape.whole());
        result.put("more", Shape.yesOrNo());
        result.put("total", Shape.object(figure));
        result.put("items", Shape.listOf(Shape.object(item)));
        return Shape.object(result);
    }
}
