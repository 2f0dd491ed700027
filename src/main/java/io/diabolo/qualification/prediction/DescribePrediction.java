package io.diabolo.qualification.prediction;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The prediction, in the API's description. */
@Component
@Order(22)
class DescribePrediction implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        var card = new LinkedHashMap<String, Schema<?>>();
        card.put("decided", Shape.whole());
        card.put("qualified", Shape.whole());
        card.put("needed", Shape.whole());
        card.put("needed_of_each", Shape.whole());
        card.put("trained_at", Shape.orNull(Shape.text("date-time")));
        card.put("auc", Shape.orNull(Shape.number()));
        card.put("brier", Shape.orNull(Shape.number()));
        card.put("average", Shape.orNull(Shape.number()));
        card.put("tested", Shape.orNull(Shape.whole()));
        document.operation(GET, "/api/v1/lead-prediction", "leads", document.t("api.prediction"))
                .answers(200, Shape.object(card));
        document.operation(POST, "/api/v1/lead-prediction/trainings", "leads", document.t("api.prediction.train"))
                .answers(202, Shape.object(Map.of("job_id", Shape.text("uuid"))));
    }
}
