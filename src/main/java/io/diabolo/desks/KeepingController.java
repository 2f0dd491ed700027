package io.diabolo.desks;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.diabolo.web.Ui;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** How promises of time are kept, on a page and in the API. */
@Controller
class KeepingController {
    private final Keeping keeping;

    KeepingController(Keeping keeping) {
        this.keeping = keeping;
    }

    /** @param worst where work waits; null where all goes well */
    record Page(List<Keeping.Row> rows, Keeping.@Nullable Row worst) {}

    @GetMapping("/desk/keeping")
    ModelAndView page(Ui ui) {
        var rows = keeping.rows(ui.me(), ui.now());
        return new ModelAndView("desks/keeping", Map.of("page", new Page(rows, Keeping.bottleneck(rows))));
    }

    @GetMapping("/api/v1/clock-keeping")
    @ResponseBody
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "days",
                Keeping.SPAN.toDays(),
                "items",
                keeping.rows(ui.me(), ui.now()).stream()
                        .map(KeepingController::json)
                        .toList());
    }

    private static Map<String, @Nullable Object> json(Keeping.Row row) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("kind", row.kind());
        body.put("running", row.running());
        body.put("late", row.late());
        body.put("kept", row.kept());
        body.put("missed", row.missed());
        body.put("share_kept", row.share());
        body.put("median_hours", row.hours());
        return body;
    }

    /** In the API's description. */
    @Component
    @Order(33)
    static class Description implements ApiDescription {
        @Override
        public void describe(ApiDocument document) {
            var row = new LinkedHashMap<String, Schema<?>>();
            row.put("kind", Shape.text());
            for (var name : List.of("running", "late", "kept", "missed")) {
                row.put(name, Shape.whole());
            }
            row.put("share_kept", Shape.orNull(Shape.number()));
            row.put("median_hours", Shape.orNull(Shape.number()));
            document.operation(HttpMethod.GET, "/api/v1/clock-keeping", "clocks", document.t("api.keeping"))
                    .answers(
                            200, Shape.object(Map.of("days", Shape.whole(), "items", Shape.listOf(Shape.object(row)))));
        }
    }
}
