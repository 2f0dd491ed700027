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

/** The seller and the exchange rates, in the API's description. */
@Component
@Order(32)
class DescribeSeller implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        document.operation(GET, SellerApiController.API, "quotes", document.t("api.seller"))
                .answers(200, seller());
        document.operation(PUT, SellerApiController.API, "quotes", document.t("api.seller.put"))
                .takes(seller(), "{\"number_prefix\": \"D\", \"rate_days\": 31}")
                .answers(200, seller());
        var rate = Shape.object(
                Map.of("from", Shape.text(), "to", Shape.text(), "on", Shape.text("date"), "rate", Shape.text()));
        document.operation(GET, RateController.API, "quotes", document.t("api.rates"))
                .answers(200, Shape.object(Map.of("items", Shape.listOf(rate), "next", Shape.orNull(Shape.text()))));
        document.operation(PUT, RateController.API, "quotes", document.t("api.rates.put"))
                .takes(
                        Shape.object(Map.of("rates", Shape.listOf(rate))),
                        "{\"rates\": [{\"from\": \"EUR\", \"to\": \"USD\", \"on\": \"2026-11-02\", \"rate\": \"1.15\"}]}")
                .answers(200, Shape.object(Map.of("items", Shape.listOf(rate))));
    }

    private static Schema<?> seller() {
        var all = new LinkedHashMap<String, Schema<?>>();
        for (var name : List.of(
                "name",
                "legal_form",
                "address",
                "siren",
                "registry",
                "vat_number",
                "email",
                "phone",
                "payment",
                "terms_fr",
                "terms_en",
                "colour",
                "number_prefix")) {
            all.put(name, Shape.text());
        }
        all.put("vat_exempt", Shape.yesOrNo());
        all.put("has_logo", Shape.yesOrNo());
        all.put("logo", Shape.text("byte"));
        all.put("validity_days", Shape.whole());
        all.put("rate_days", Shape.whole());
        all.put("version", Shape.whole());
        return Shape.object(all);
    }
}
