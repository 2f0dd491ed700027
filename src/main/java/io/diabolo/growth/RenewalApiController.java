package io.diabolo.growth;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Renewals in the API. */
@Controller
class RenewalApiController {
    private static final String ONE = "/api/v1/renewals/{id}";
    private final Renewals renewals;
    private final RenewalList list;

    RenewalApiController(Renewals renewals, RenewalList list) {
        this.renewals = renewals;
        this.list = list;
    }

    @GetMapping("/api/v1/renewals")
    @ResponseBody
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after,
            Ui ui) {
        var chosen = RenewalPage.month(month);
        if (chosen == null && !month.isBlank()) {
            throw new BadInput("month", "renewal.fault.month");
        }
        var wanted = RenewalPage.state(state);
        if (wanted == null && !state.isBlank()) {
            throw new BadInput("state", "renewal.fault.state");
        }
        var part = list.part(RenewalList.Which.of(chosen, wanted, after), ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", part.all().stream().map(RenewalApiController::json).toList());
        body.put("next", part.next().isEmpty() ? null : part.next());
        return body;
    }

    @GetMapping(ONE)
    ResponseEntity<Map<String, @Nullable Object>> get(@PathVariable UUID id, Ui ui) {
        return answer(id, null, ui);
    }

    record Wanted(@Nullable String percent) {}

    @PutMapping(ONE + "/price")
    ResponseEntity<Map<String, @Nullable Object>> price(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Wanted wanted,
            Ui ui) {
        var percent = RenewalController.hundredths(Objects.requireNonNullElse(wanted.percent(), ""));
        return answer(id, renewals.price(id, percent, RenewalController.version(match), ui.me()), ui);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(UUID id, @Nullable UUID changeSet, Ui ui) {
        var renewal = renewals.get(id, ui.me());
        var answer = ResponseEntity.status(HttpStatus.OK).eTag("\"" + renewal.version() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(json(renewal));
    }

    private static Map<String, @Nullable Object> json(Renewal renewal) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", renewal.id());
        body.put("state", renewal.state().id());
        body.put("contract_id", renewal.contract());
        body.put("name", renewal.name());
        body.put("company_id", renewal.companyId());
        body.put("company", renewal.company());
        body.put("renewal_on", renewal.renewalOn().toString());
        body.put("notice_on", renewal.noticeOn().toString());
        body.put("yearly", amount(renewal.yearly()));
        body.put("offered", amount(renewal.offered()));
        body.put("percent", BigDecimal.valueOf(renewal.percent(), 2).toPlainString());
        body.put("opportunity_id", renewal.opportunity());
        body.put("stage", renewal.stage().isEmpty() ? null : renewal.stage());
        body.put("owner", renewal.owner());
        return body;
    }

    private static Map<String, String> amount(Money money) {
        return RenewalStore.money(money);
    }
}
