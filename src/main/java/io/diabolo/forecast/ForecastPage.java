package io.diabolo.forecast;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of the forecast shows.
 *
 * @param name whose it is; empty where it is everybody's
 * @param fall what changed since the last snapshot; null before there is one
 */
record ForecastPage(
        ForecastQuery query,
        String name,
        RollUp rollUp,
        List<Line> lines,
        List<Kind> kinds,
        @Nullable Estimate estimate,
        Drawings.Outlook outlook,
        Snapshots.@Nullable Snapshot since,
        Drawings.@Nullable Fall fall,
        boolean mayRebuild,
        Ui ui) {
    static final List<Part> PARTS = List.of(Part.CLOSED, Part.COMMIT, Part.BEST_CASE, Part.PIPELINE, Part.OMITTED);

    /** A row as it is shown. */
    record Line(RollUp.Row row, String name, String path, List<Cell> cells, String adjusting) {}

    /** A type of deal as it is shown. */
    record Kind(String type, List<Cell> cells, String forecast) {}

    record Cell(long count, String amount, String path) {}

    Money money(long minor) {
        return Money.ofMinor(minor, rollUp.currency());
    }

    String amount(long minor) {
        return ui.money(money(minor));
    }

    String brief(long minor) {
        return ui.moneyShort(money(minor));
    }

    /** Before, present and next, with the other length of period beside. */
    List<Period> periods() {
        var shown = query.period();
        var all = new ArrayList<Period>();
        all.add(shown.before());
        all.add(shown);
        all.add(shown.next());
        return all;
    }

    /** The same time as a month or as a quarter. */
    Period otherLength() {
        var today = ui.today();
        var day = query.period().contains(today) ? today : query.period().from();
        return query.period().isQuarter() ? Period.month(day) : Period.quarter(day);
    }

    String href(Period period) {
        return query.during(period).path("/forecast");
    }

    String href(Forecasts.By by) {
        return query.by(by).path("/forecast");
    }

    String path(String page) {
        return query.path(page);
    }

    String everybody() {
        return query.of(new Whose.Everybody()).path("/forecast");
    }

    RollUp.Row whole() {
        return rollUp.whole();
    }

    /** Of the target, what is forecast; null without one. */
    static @Nullable Double reached(RollUp.Row row) {
        var target = row.target();
        return target == null || target == 0 ? null : Double.valueOf((double) row.forecast() / target);
    }

    long gap() {
        return Objects.requireNonNullElse(whole().target(), 0L) - whole().forecast();
    }

    String leftOutPath() {
        return Cut.of(query.period(), query.whose()).withoutRate().path();
    }

    boolean isEmpty() {
        return rollUp.rows().stream().allMatch(row -> row.sums().isEmpty() && row.target() == null);
    }
}
