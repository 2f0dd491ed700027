package io.diabolo.offers;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
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

/** What bundles are made of and what products bring, in the API's description. */
@Component
@Order(32)
class DescribeProducts implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        parts(document);
        returns(document);
    }

    private static void parts(ApiDocument document) {
        var part =
                Shape.object(Map.of("product_id", Shape.text("uuid"), "name", Shape.text(), "quantity", Shape.text()));
        var parts = Shape.object(Map.of(ProductParts.KEY, Shape.listOf(part)));
        document.operation(GET, ProductPartController.API, "products", document.t("api.product.parts"))
                .answers(200, parts);
        document.operation(PUT, ProductPartController.API, "products", document.t("api.product.parts.replace"))
                .takes(parts, "{\"parts\": [{\"product_id\": \"0198…\", \"quantity\": \"2\"}]}")
                .answers(200, parts);
    }

    private static void returns(ApiDocument document) {
        var input = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of("key", "label", "unit", "low", "expected", "high", "question")) {
            input.put(name, Shape.text());
        }
        var result = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of("key", "label", "formula")) {
            result.put(name, Shape.text());
        }
        result.put("measure", Shape.choice(List.of("number", "money", "percent", "months")));
        result.put("promised", Shape.yesOrNo());
        result.put("due", Shape.whole());
        var calculator = Shape.object(
                Map.of("inputs", Shape.listOf(Shape.object(input)), "results", Shape.listOf(Shape.object(result))));
        document.operation(GET, CalculatorController.API, "products", document.t("api.product.calculator"))
                .answers(200, calculator);
        document.operation(PUT, CalculatorController.API, "products", document.t("api.product.calculator.replace"))
                .takes(
                        calculator,
                        "{\"inputs\": [{\"key\": \"hours\", \"label\": \"Heures\", \"expected\": \"40\"}], \"results\":"
                                + " [{\"key\": \"gain\", \"label\": \"Gain\", \"formula\": \"hours * 46 - price_year\","
                                + " \"measure\": \"money\", \"promised\": true}]}")
                .answers(200, calculator);
        var row = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of("key", "label", "measure")) {
            row.put(name, Shape.text());
        }
        for (var name : List.of("low", "expected", "high")) {
            row.put(name, Shape.orNull(Shape.text()));
        }
        row.put("promised", Shape.yesOrNo());
        var item = new LinkedHashMap<String, Schema<?>>();
        item.put("product_id", Shape.text("uuid"));
        item.put("name", Shape.text());
        item.put("inputs", Shape.listOf(Shape.object(row)));
        item.put("results", Shape.listOf(Shape.object(row)));
        var items = Shape.object(Map.of("items", Shape.listOf(Shape.object(item))));
        document.operation(GET, QuoteReturnsController.API, "quotes", document.t("api.quote.returns"))
                .answers(200, items);
        document.operation(PUT, QuoteReturnsController.API, "quotes", document.t("api.quote.returns.put"))
                .takes(
                        Shape.object(Map.of(
                                "product_id", Shape.text("uuid"),
                                "inputs", Shape.object(Map.of()),
                                "leave_out", Shape.yesOrNo())),
                        "{\"product_id\": \"0198…\", \"inputs\": {\"hours\": {\"low\": \"30\", \"expected\": \"40\"}}}")
                .answers(200, items);
    }
}
