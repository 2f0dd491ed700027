package io.diabolo.forecast;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each week said for a period, and how right the periods before were.
 *
 * @param before the periods before the one shown, the newest first
 */
record AccuracyPage(
        ForecastQuery query,
        String name,
        Accuracy.Told told,
        Drawings.Course course,
        List<Accuracy.Told> before,
        String currency,
        boolean mayRebuild,
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
        return query.during(period).path("/forecast/accuracy");
    }

    String changes(Accuracy.Week week) {
        return query.path("/forecast/changes") + "&since=" + week.week();
    }
}
