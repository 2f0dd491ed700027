package io.diabolo.acquisition;

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
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Submissions, in the API's description; campaigns, assets and forms are described as all records are. */
@Component
@Order(24)
class DescribeAcquisition implements ApiDescription {
    private static final String SUBMISSIONS = "/api/v1/forms/{key}/submissions";

    @Override
    public void describe(ApiDocument document) {
        var takes = new LinkedHashMap<String, Schema<?>>();
        takes.put("values", Shape.object());
        takes.put("utm", Shape.object());
        takes.put("page", Shape.text());
        takes.put("visitor", Shape.text());
        takes.put("consent", Shape.yesOrNo());
        var answers = new LinkedHashMap<String, Schema<?>>();
        answers.put("id", Shape.text("uuid"));
        answers.put("state", Shape.text());
        answers.put("download", Shape.orNull(Shape.text()));
        document.operation(POST, SUBMISSIONS, "forms", document.t("api.submission.post"))
                .takes(
                        Shape.object(takes),
                        "{\"values\": {\"email\": \"lea@exemple.fr\", \"company\": \"Atelier Brest\"},"
                                + " \"utm\": {\"campaign\": \"salon-lyon\"}, \"consent\": true}")
                .answers(201, Shape.object(answers));
        document.operation(GET, SUBMISSIONS, "forms", document.t("api.submission.list"))
                .query("state", Shape.choice(List.of("accepted", "awaiting", "held")), "api.submission.state")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .answers(
                        200,
                        Shape.object(Map.of(
                                "items", Shape.listOf(submission()), "next_cursor", Shape.orNull(Shape.text()))));
        document.operation(POST, "/api/v1/submissions/{id}/release", "forms", document.t("api.submission.free"))
                .answersNothing();
        questions(document);
        hook(document);
        file(document);
        attribution(document);
    }

    private static void file(ApiDocument document) {
        var path = "/api/v1/marketing-assets/{id}/file";
        document.operation(GET, path, "campaigns", document.t("api.asset.file")).answers(200, Shape.text("binary"));
        document.operation(POST, path, "campaigns", document.t("api.asset.file.post"))
                .takes(
                        "multipart/form-data",
                        Shape.object(Map.of("file", Shape.text("binary"))),
                        "-F file=@livre-blanc.pdf")
                .answers(
                        201,
                        Shape.object(
                                Map.of("name", Shape.text(), "content_type", Shape.text(), "size", Shape.whole())));
        document.operation(DELETE, path, "campaigns", document.t("api.asset.file.delete"))
                .answersNothing();
    }

    private static void hook(ApiDocument document) {
        var path = "/api/v1/forms/{id}/hook";
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("path", Shape.text());
        all.put("open", Shape.yesOrNo());
        all.put("mapping", Shape.object());
        all.put("version", Shape.whole());
        var opened = new LinkedHashMap<String, Schema<?>>(all);
        opened.put("secret", Shape.text());
        document.operation(GET, path, "forms", document.t("api.form.hook")).answers(200, Shape.object(all));
        document.operation(PUT, path, "forms", document.t("api.form.hook.put"))
                .takes(
                        Shape.object(Map.of("mapping", Shape.object(), "version", Shape.whole())),
                        "{\"mapping\": {\"email\": \"data.contact.email\", \"last_name\": \"data.contact.name\"}}")
                .answers(200, Shape.object(opened));
        document.operation(DELETE, path, "forms", document.t("api.form.hook.delete"))
                .answersNothing();
    }

    private static void questions(ApiDocument document) {
        var question = Shape.object(Map.of(
                "target", Shape.text(),
                "required", Shape.yesOrNo(),
                "fr", Shape.text(),
                "en", Shape.text()));
        var consent = Shape.object(
                Map.of("version", Shape.whole(), "fr", Shape.text(), "en", Shape.text(), "required", Shape.yesOrNo()));
        var form = Shape.object(Map.of(
                "questions", Shape.listOf(question), "consent", Shape.orNull(consent), "version", Shape.whole()));
        document.operation(GET, "/api/v1/forms/{id}/questions", "forms", document.t("api.form.questions"))
                .answers(200, form);
        document.operation(PUT, "/api/v1/forms/{id}/questions", "forms", document.t("api.form.ask"))
                .takes(
                        Shape.object(Map.of("questions", Shape.listOf(question), "version", Shape.whole())),
                        "{\"questions\": [{\"target\": \"email\", \"required\": true, \"fr\": \"Votre e-mail\"}]}")
                .answers(200, form);
        document.operation(POST, "/api/v1/forms/{id}/consents", "forms", document.t("api.form.agree"))
                .takes(consent, "{\"fr\": \"J’accepte d’être recontacté.\", \"required\": true}")
                .answers(200, form);
    }

    private static void attribution(ApiDocument document) {
        var line = new LinkedHashMap<String, Schema<?>>();
        line.put("id", Shape.text("uuid"));
        line.put("name", Shape.text());
        for (var money : List.of("cost", "cost_per_lead", "cost_per_qualified_lead", "cost_per_customer")) {
            line.put(money, Shape.orNull(Shape.object(Map.of("value", Shape.number(), "currency", Shape.text()))));
        }
        for (var share : List.of("leads", "qualified", "customers")) {
            line.put(share, Shape.number());
        }
        line.put("touched", Shape.whole());
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("by", Shape.text());
        all.put("model", Shape.text());
        all.put("from", Shape.text("date"));
        all.put("to", Shape.text("date"));
        all.put("half_life_days", Shape.number());
        all.put("lookback_days", Shape.whole());
        all.put("leads", Shape.whole());
        all.put("unattributed", Shape.whole());
        all.put("items", Shape.listOf(Shape.object(line)));
        document.operation(GET, "/api/v1/attribution", "campaigns", document.t("api.attribution"))
                .query("by", Shape.choice(List.of("campaign", "asset")), "api.attribution.by")
                .query(
                        "model",
                        Shape.choice(List.of("first", "last", "linear", "position", "decay")),
                        "api.attribution.model")
                .query("from", Shape.text("date"), "api.attribution.from")
                .query("to", Shape.text("date"), "api.attribution.to")
                .query("half_life", Shape.whole(), "api.attribution.half-life")
                .answers(200, Shape.object(all));
        document.operation(POST, "/api/v1/hooks/{key}", "forms", document.t("api.hook"))
                .header("Diabolo-Secret", "api.hook.secret")
                .takes(Shape.object(), "{\"data\": {\"contact\": {\"email\": \"lea@exemple.fr\"}}}")
                .answers(202, Shape.object(Map.of("id", Shape.text("uuid"), "state", Shape.text())));
    }

    private static Schema<?> submission() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("form_id", Shape.text("uuid"));
        all.put("state", Shape.text());
        all.put("why", Shape.orNull(Shape.text()));
        all.put("received_at", Shape.text("date-time"));
        all.put("values", Shape.object());
        all.put("utm", Shape.object());
        all.put("page", Shape.orNull(Shape.text()));
        all.put("consented", Shape.yesOrNo());
        all.put("consent_version", Shape.orNull(Shape.whole()));
        all.put("lead_id", Shape.orNull(Shape.text("uuid")));
        all.put("confirmed_at", Shape.orNull(Shape.text("date-time")));
        all.put("downloaded_at", Shape.orNull(Shape.text("date-time")));
        return Shape.object(all);
    }
}
