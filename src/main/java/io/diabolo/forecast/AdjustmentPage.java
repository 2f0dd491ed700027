package io.diabolo.forecast;

import io.diabolo.mentions.Mention;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the page of a manager's adjustment shows. */
record AdjustmentPage(
        ForecastQuery query,
        String name,
        long computed,
        @Nullable Adjustment present,
        List<Said> history,
        boolean mayAdjust,
        String currency,
        Map<String, String> typed,
        BadInput.@Nullable Fault refused,
        Ui ui) {
    /** One word of a manager. */
    record Said(
            String anchor,
            String by,
            String at,
            String amount,
            String computed,
            String comment,
            List<Mention> mentions) {}

    String amount(long minor) {
        return ui.money(Money.ofMinor(minor, currency));
    }

    /** What stands in a field: what was typed, else what holds. */
    String value(String field) {
        var given = typed.get(field);
        if (given != null) {
            return given;
        }
        var minor = present == null ? null : present.minor();
        return field.equals("amount")
                ? Money.ofMinor(minor == null ? computed : minor, currency)
                        .value()
                        .stripTrailingZeros()
                        .toPlainString()
                : "";
    }

    String fault(String field) {
        var fault = refused;
        return fault != null && fault.field().equals(field)
                ? ui.t(fault.key(), fault.args().toArray())
                : "";
    }

    String back() {
        return query.of(new Whose.Everybody()).path("/forecast");
    }
}
