package io.diabolo.accounts;

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

/** Accounts in the API's description; their lists are described as all records are. */
@Component
@Order(28)
class DescribeAccounts implements ApiDescription {
    private static final String ACCOUNTS = "accounts";
    private static final String ONE = "/api/v1/accounts/{id}";
    private static final String SUGGESTION = "/api/v1/suggestions/{id}";

    @Override
    public void describe(ApiDocument document) {
        team(document);
        whitespace(document);
        history(document);
        suggestions(document);
        document.operation(
                        GET,
                        "/api/v1/account-reviews/{id}/document",
                        "account-reviews",
                        document.t("api.review.document"))
                .answers(200, review());
        document.operation(POST, "/api/v1/win-backs/{id}/reopening", "win-backs", document.t("api.win-back.reopening"))
                .answers(201, Shape.object(Map.of("lead_id", Shape.text("uuid"))));
    }

    private static void team(ApiDocument document) {
        var seat = new LinkedHashMap<String, Schema<?>>();
        seat.put("role", Shape.text());
        seat.put("member_id", Shape.orNull(Shape.text("uuid")));
        seat.put("name", Shape.orNull(Shape.text()));
        seat.put("contact", Shape.yesOrNo());
        var team = Shape.object(Map.of("items", Shape.listOf(Shape.object(seat))));
        var given = new LinkedHashMap<String, Schema<?>>();
        given.put("role", Shape.choice(AccountTeam.SEATS));
        given.put("member_id", Shape.orNull(Shape.text("uuid")));
        document.operation(GET, ONE + "/team", ACCOUNTS, document.t("api.account.team"))
                .answers(200, team);
        document.operation(PUT, ONE + "/team", ACCOUNTS, document.t("api.account.seat"))
                .takes(
                        Shape.object(given),
                        "{\"role\": \"perf\", \"member_id\": \"0199f3a2-7c1e-7f00-8000-000000000000\"}")
                .answers(200, team);
    }

    private static void whitespace(ApiDocument document) {
        var cell = new LinkedHashMap<String, Schema<?>>();
        cell.put("company_id", Shape.text("uuid"));
        cell.put("company", Shape.text());
        cell.put("product_id", Shape.text("uuid"));
        cell.put("product", Shape.text());
        cell.put("state", Shape.choice(List.of("bought", "offered", "possible", "refused")));
        cell.put("reason", Shape.orNull(Shape.text()));
        var grid = Shape.object(Map.of("items", Shape.listOf(Shape.object(cell))));
        var judged = new LinkedHashMap<String, Schema<?>>();
        judged.put("company_id", Shape.text("uuid"));
        judged.put("product_id", Shape.text("uuid"));
        judged.put("state", Shape.choice(List.of("refused", "possible")));
        judged.put("reason", Shape.orNull(Shape.text()));
        document.operation(GET, ONE + "/whitespace", ACCOUNTS, document.t("api.account.whitespace"))
                .answers(200, grid);
        document.operation(PUT, ONE + "/whitespace", ACCOUNTS, document.t("api.account.judge"))
                .takes(
                        Shape.object(judged),
                        "{\"company_id\": \"0199…\", \"product_id\": \"0199…\", \"state\": \"refused\", \"reason\": \"ERP\"}")
                .answers(200, grid);
    }

    private static void history(ApiDocument document) {
        var event = new LinkedHashMap<String, Schema<?>>();
        event.put("at", Shape.text("date-time"));
        event.put("kind", Shape.text());
        event.put("name", Shape.text());
        event.put("detail", Shape.text());
        event.put("path", Shape.text());
        event.put("member", Shape.text());
        var part = new LinkedHashMap<String, Schema<?>>();
        part.put("items", Shape.listOf(Shape.object(event)));
        part.put("next", Shape.orNull(Shape.text("date-time")));
        document.operation(GET, ONE + "/history", ACCOUNTS, document.t("api.account.history"))
                .query("only", Shape.choice(AccountHistory.GROUPS), "api.account.only")
                .query("before", Shape.text("date-time"), "api.account.before")
                .answers(200, Shape.object(part));
    }

    private static void suggestions(ApiDocument document) {
        var decided = new LinkedHashMap<String, Schema<?>>();
        decided.put("id", Shape.text("uuid"));
        decided.put("state", Shape.choice(List.of("open", "accepted", "dismissed", "expired")));
        decided.put("opportunity_id", Shape.orNull(Shape.text("uuid")));
        decided.put("lead_id", Shape.orNull(Shape.text("uuid")));
        decided.put("task_id", Shape.orNull(Shape.text("uuid")));
        decided.put("facts", Shape.object());
        var dismissal = new LinkedHashMap<String, Schema<?>>();
        dismissal.put("reason", Shape.choice(Suggestions.DISMISSALS));
        dismissal.put("note", Shape.orNull(Shape.text()));
        document.operation(POST, SUGGESTION + "/acceptance", "suggestions", document.t("api.suggestion.acceptance"))
                .answers(201, Shape.object(decided));
        document.operation(POST, SUGGESTION + "/dismissal", "suggestions", document.t("api.suggestion.dismissal"))
                .takes(Shape.object(dismissal), "{\"reason\": \"not_now\"}")
                .answers(201, Shape.object(decided));
    }

    private static Schema<?> review() {
        var section = new LinkedHashMap<String, Schema<?>>();
        section.put("id", Shape.text());
        section.put("title", Shape.text());
        section.put("figures", Shape.listOf(Shape.object(Map.of("label", Shape.text(), "value", Shape.text()))));
        section.put("headings", Shape.listOf(Shape.text()));
        section.put("rows", Shape.listOf(Shape.listOf(Shape.text())));
        var review = new LinkedHashMap<String, Schema<?>>();
        review.put("title", Shape.text());
        review.put("company", Shape.text());
        review.put("language", Shape.choice(List.of("fr", "en")));
        review.put("sections", Shape.listOf(Shape.object(section)));
        return Shape.object(review);
    }
}
