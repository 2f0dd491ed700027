package io.diabolo.forecast;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What statistics say for a period, from what, and what they would have said before.
 *
 * @param estimate null for a period that is over
 */
record EstimatePage(
        ForecastQuery query,
        String name,
        @Nullable Estimate estimate,
        Estimates.LearnedByKind learned,
        BackTest test,
        LeftOut leftOut,
        String currency,
        Ui ui) {
    String amount(long minor) {
        return ui.money(Money.ofMinor(minor, currency));
    }

    String error(@Nullable Double error) {
        return error == null ? "–" : (error > 0 ? "+" : "") + ui.percent(error, 1);
    }

    List<Period> periods() {
        var shown = query.period();
        return List.of(shown.before(), shown, shown.next());
    }

    String href(Period period) {
        return query.during(period).path("/forecast/estimate");
    }
}
