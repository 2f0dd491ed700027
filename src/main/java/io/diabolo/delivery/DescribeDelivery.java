package io.diabolo.delivery;

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

/** Contracts, recurring revenue and retention in the API's description. */
@Component
@Order(44)
class DescribeDelivery implements ApiDescription {
    private static final String ONE = "/api/v1/contracts/{id}";
    private static final List<String> BASES = List.of("mrr", "arr");

    @Override
    public void describe(ApiDocument document) {
        document.operation(GET, ONE + "/content", "contracts", document.t("api.contract.content"))
                .answers(200, content());
        var wanted = new LinkedHashMap<String, Schema<?>>();
        wanted.put("effective_on", Shape.text("date"));
        wanted.put("note", Shape.text());
        wanted.put("percent", Shape.text());
        wanted.put("lines", Shape.listOf(line(true)));
        document.operation(POST, ONE + "/amendments", "contracts", document.t("api.contract.amend"))
                .takes(
                        Shape.object(wanted),
                        "{\"effective_on\": \"2027-01-01\", \"lines\": [{\"name\": \"Licence\", \"quantity\": \"5\", \"amount\": \"250\", \"period\": \"month\"}]}")
                .answers(201, content());
        document.operation(PUT, ONE + "/ending", "contracts", document.t("api.contract.end"))
                .takes(
                        Shape.object(Map.of(
                                "ends_on", Shape.text("date"),
                                "reason", Shape.choice(ContractEnding.REASONS),
                                "note", Shape.text())),
                        "{\"ends_on\": \"2027-03-31\", \"reason\": \"price\"}")
                .answers(200, content());
        document.operation(DELETE, ONE + "/ending", "contracts", document.t("api.contract.resume"))
                .answers(200, content());
        var check = Shape.object(Map.of(
                "state", Shape.choice(OrderType.STATES),
                "missing", Shape.listOf(Shape.text()),
                "ways", Shape.listOf(Shape.text())));
        document.operation(GET, "/api/v1/orders/{id}/completeness", "orders", document.t("api.order.completeness"))
                .answers(200, check);
        document.operation(POST, "/api/v1/orders/{id}/moves", "orders", document.t("api.order.move"))
                .takes(
                        Shape.object(Map.of(
                                "state", Shape.choice(OrderType.STATES),
                                "on", Shape.text("date"),
                                "invoice_number", Shape.text())),
                        "{\"state\": \"invoiced\", \"invoice_number\": \"F-2027-0012\"}")
                .answers(200, check);
        document.operation(GET, "/api/v1/orders/accounting", "orders", document.t("api.order.accounting"))
                .answers(200, Shape.text());
        onboarding(document);
        template(document);
        document.operation(GET, "/api/v1/insight/mrr", "contracts", document.t("api.mrr"))
                .query("basis", Shape.choice(BASES), "api.mrr.basis")
                .query("from", Shape.text(), "api.mrr.from")
                .query("to", Shape.text(), "api.mrr.to")
                .answers(200, Shape.object(Map.of("items", Shape.listOf(Shape.object(month())))));
        document.operation(GET, "/api/v1/insight/retention", "contracts", document.t("api.customer-retention"))
                .query("basis", Shape.choice(BASES), "api.mrr.basis")
                .query("by", Shape.choice(List.of("segment", "product", "csm", "cohort")), "api.customer-retention.by")
                .query("from", Shape.text(), "api.mrr.from")
                .query("to", Shape.text(), "api.mrr.to")
                .answers(200, Shape.object(retention()));
    }

    private static void onboarding(ApiDocument document) {
        var one = "/api/v1/onboardings/{id}";
        var step = new LinkedHashMap<String, Schema<?>>();
        step.put("id", Shape.text("uuid"));
        for (var name : List.of("kind", "side", "name")) {
            step.put(name, Shape.text());
        }
        for (var name : List.of("starts_on", "due_on", "foreseen_on")) {
            step.put(name, Shape.text("date"));
        }
        step.put("done_at", Shape.orNull(Shape.text("date-time")));
        step.put("done_by", Shape.orNull(Shape.text()));
        var steps = Shape.object(Map.of(
                "state", Shape.text(),
                "go_live_on", Shape.text("date"),
                "foreseen_on", Shape.text("date"),
                "days_late", Shape.whole(),
                "items", Shape.listOf(Shape.object(step))));
        document.operation(GET, one + "/steps", "onboardings", document.t("api.onboarding.steps"))
                .answers(200, steps);
        document.operation(GET, "/api/v1/onboardings/capacity", "onboardings", document.t("api.capacity"))
                .query("at_once", Shape.whole(), "api.capacity.at-once")
                .answers(
                        200,
                        Shape.object(Map.of(
                                "at_once",
                                Shape.whole(),
                                "usual_days",
                                Shape.whole(),
                                "items",
                                Shape.listOf(Shape.object(Map.of(
                                        "month", Shape.text(),
                                        "running", Shape.whole(),
                                        "coming", Shape.number(),
                                        "capacity", Shape.whole(),
                                        "free", Shape.number()))))));
        document.operation(PUT, one + "/steps/{step}/completion", "onboardings", document.t("api.onboarding.tick"))
                .takes(Shape.object(Map.of("done", Shape.yesOrNo())), "{\"done\": true}")
                .answers(200, steps);
        document.operation(POST, one + "/go-live", "onboardings", document.t("api.onboarding.go-live"))
                .takes(Shape.object(Map.of("on", Shape.text("date"))), "{\"on\": \"2027-02-01\"}")
                .answers(200, steps);
    }

    private static void template(ApiDocument document) {
        var steps = "/api/v1/onboarding-templates/{id}/steps";
        var step = new LinkedHashMap<String, Schema<?>>();
        step.put("id", Shape.text());
        step.put("kind", Shape.choice(TemplateCheck.KINDS));
        step.put("side", Shape.choice(TemplateCheck.SIDES));
        step.put("role", Shape.orNull(Shape.choice(TemplateCheck.ROLES)));
        step.put("days", Shape.whole());
        step.put("due_in", Shape.orNull(Shape.whole()));
        step.put("after", Shape.listOf(Shape.text()));
        step.put("name_fr", Shape.text());
        step.put("name_en", Shape.text());
        step.put("asks", Shape.yesOrNo());
        var all = Shape.object(Map.of("version", Shape.whole(), "items", Shape.listOf(Shape.object(step))));
        document.operation(GET, steps, "onboarding-templates", document.t("api.onboarding.template.steps"))
                .query("version", Shape.whole(), "api.onboarding.template.version")
                .answers(200, all);
        document.operation(PUT, steps, "onboarding-templates", document.t("api.onboarding.template.save"))
                .takes(
                        all,
                        "{\"version\": 1, \"items\": [{\"id\": \"kick-off\", \"kind\": \"task\", \"side\": \"us\", \"role\": \"csm\", \"days\": 3, \"name_fr\": \"Réunion de lancement\", \"name_en\": \"Kick-off meeting\"}, {\"id\": \"go-live\", \"kind\": \"milestone\", \"days\": 1, \"name_fr\": \"Mise en service\", \"name_en\": \"Go-live\"}]}")
                .answers(200, all);
    }

    private static Map<String, Schema<?>> retention() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("total", Shape.object(retained()));
        all.put("items", Shape.listOf(Shape.object(retained())));
        all.put(
                "cohorts",
                Shape.listOf(Shape.object(Map.of(
                        "month", Shape.text(),
                        "amounts", Shape.listOf(Shape.text()),
                        "customers", Shape.listOf(Shape.whole())))));
        return all;
    }

    private static Map<String, Schema<?>> retained() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("group", Shape.orNull(Shape.text()));
        for (var name : List.of("label", "start", "churn", "contraction", "expansion", "end")) {
            all.put(name, Shape.text());
        }
        for (var name : List.of("grr", "nrr", "logo_churn")) {
            all.put(name, Shape.orNull(Shape.number()));
        }
        all.put("customers", Shape.whole());
        all.put("lost_customers", Shape.whole());
        return all;
    }

    private static Map<String, Schema<?>> month() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("month", Shape.text());
        all.put("start", Shape.text());
        for (var movement : Movement.values()) {
            all.put(movement.id(), Shape.text());
            all.put(movement.id() + "_customers", Shape.whole());
        }
        all.put("end", Shape.text());
        return all;
    }

    private static Schema<?> line(boolean wanted) {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        for (var name : List.of("name", "quantity", "amount")) {
            all.put(name, Shape.text());
        }
        all.put("period", Shape.choice(Recurrence.ids()));
        if (wanted) {
            all.put("removed", Shape.yesOrNo());
        } else {
            all.put("from", Shape.text("date"));
            all.put("until", Shape.orNull(Shape.text("date")));
            all.put("pricing", Shape.choice(List.of("flat", "volume", "graduated")));
            all.put("metered", Shape.yesOrNo());
            all.put("tiers", Shape.listOf(Shape.object(Map.of("from", Shape.text(), "unit_price", Shape.text()))));
        }
        return Shape.object(all);
    }

    private static Schema<?> content() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("name", Shape.text());
        all.put("state", Shape.text());
        all.put("currency", Shape.text());
        all.put("starts_on", Shape.text("date"));
        all.put("ends_on", Shape.orNull(Shape.text("date")));
        all.put("lines", Shape.listOf(line(false)));
        all.put("amendments", Shape.listOf(Shape.object()));
        all.put("version", Shape.whole());
        return Shape.object(all);
    }
}
