package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exchange rates in the API. */
@RestController
class RateController {
    static final String API = "/api/v1/exchange-rates";
    private static final int MOST = 10_000;

    private final ExchangeRates rates;

    RateController(ExchangeRates rates) {
        this.rates = rates;
    }

    /** The newest first; {@code after} reads on from where {@code next} said. */
    @GetMapping(API)
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String after) {
        var page = rates.page(from, to, after);
        var all = new HashMap<String, @Nullable Object>();
        all.put("items", page.rates().stream().map(RateController::json).toList());
        all.put("next", page.next());
        return all;
    }

    private static Map<String, Object> json(ExchangeRates.Rate rate) {
        return Map.of(
                "from", rate.from(),
                "to", rate.to(),
                "on", rate.on().toString(),
                "rate", Input.text(rate.rate()));
    }

    record Wanted(@Nullable List<Map<String, @Nullable Object>> rates) {}

    /** All of them or none; one of the same day gives way. */
    @PutMapping(API)
    ResponseEntity<Map<String, Object>> put(@RequestBody Wanted given, Ui ui) {
        ui.me().mayWrite();
        var wanted = new ArrayList<ExchangeRates.Rate>();
        for (var one : Objects.requireNonNullElse(given.rates(), List.<Map<String, @Nullable Object>>of())) {
            var on = RateFile.day(Objects.toString(one.get("on"), ""));
            var rate = Input.decimal(Objects.toString(one.get("rate"), ""), ExchangeRates.DIGITS);
            if (on == null || rate == null) {
                throw on == null ? new BadInput("on", "quote.fault.day") : new BadInput("rate", "rate.fault.rate");
            }
            wanted.add(new ExchangeRates.Rate(
                    Objects.toString(one.get("from"), ""), Objects.toString(one.get("to"), ""), on, rate));
        }
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw new BadInput("rates", "rate.fault.many", MOST);
        }
        rates.put(wanted, ui.me());
        return ResponseEntity.ok(
                Map.of("items", wanted.stream().map(RateController::json).toList()));
    }
}
