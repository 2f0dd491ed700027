package io.diabolo.delivery;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** An order's completeness and its way to the invoice, in the API. Its fields come from the records' own API. */
@Controller
class OrderApiController {
    private static final String ONE = "/api/v1/orders/{id}";
    private final Orders orders;

    OrderApiController(Orders orders) {
        this.orders = orders;
    }

    @GetMapping(ONE + "/completeness")
    ResponseEntity<Map<String, Object>> check(@PathVariable UUID id, Ui ui) {
        return answer(id, null, ui);
    }

    private ResponseEntity<Map<String, Object>> answer(UUID id, @Nullable UUID changeSet, Ui ui) {
        var whole = orders.get(id, ui.me());
        var body = new LinkedHashMap<String, Object>();
        body.put("state", whole.order().getState());
        body.put("missing", whole.missing());
        body.put("ways", whole.ways());
        var answer =
                ResponseEntity.status(HttpStatus.OK).eTag("\"" + whole.order().getVersion() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(body);
    }

    record Wanted(
            @Nullable String state,
            @Nullable String on,
            @Nullable String invoice_number) {}

    @PostMapping(ONE + "/moves")
    ResponseEntity<Map<String, Object>> move(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Wanted wanted,
            Ui ui) {
        ui.me().mayWrite();
        orders.get(id, ui.me());
        var on = Objects.requireNonNullElse(wanted.on(), "");
        return switch (orders.move(
                id,
                Objects.requireNonNullElse(wanted.state(), ""),
                on.isBlank() ? ui.today() : Typed.day("on", on),
                Typed.words(wanted.invoice_number(), 100),
                ContractApiController.version(match),
                ui.me())) {
            case Orders.Moved.Done(var changeSet) -> answer(id, changeSet, ui);
            case Orders.Moved.Unchanged _ -> answer(id, null, ui);
            case Orders.Moved.Incomplete(var missing) ->
                throw new BadInput(missing.stream()
                        .map(field -> new Fault(field, "order.fault.missing"))
                        .toList());
            case Orders.Moved.NoWay _ -> throw new BadInput("state", "order.fault.way");
        };
    }
}
