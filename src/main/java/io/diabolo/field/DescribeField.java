package io.diabolo.field;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Visit reports, in the API's description. */
@Component
@Order(33)
class DescribeField implements ApiDescription {
    @Override
    public void describe(ApiDocument document) {
        var report = new LinkedHashMap<String, Schema<?>>();
        report.put("id", Shape.text("uuid"));
        report.put("meeting_id", Shape.text("uuid"));
        report.put("outcome", Shape.choice(java.util.List.of("held", "missed", "cancelled")));
        report.put("said", Shape.text());
        report.put("next_step", Shape.text());
        report.put("next_step_on", Shape.text("date"));
        report.put("written_at", Shape.text("date-time"));
        document.operation(POST, "/api/v1/visit-reports", "meetings", document.t("api.visit-report"))
                .takes(
                        Shape.object(report),
                        "{\"id\": \"0b0e…\", \"meeting_id\": \"0199…\", \"outcome\": \"held\", \"said\": \"D’accord sur le lot 2.\","
                                + " \"next_step\": \"Envoyer le devis\", \"next_step_on\": \"2026-12-04\"}")
                .answers(201, Shape.object(Map.of("id", Shape.text("uuid"), "meeting_id", Shape.text("uuid"))));
    }
}
