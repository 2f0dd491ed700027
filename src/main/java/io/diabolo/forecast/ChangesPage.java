package io.diabolo.forecast;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two weeks, or since one.
 *
 * @param waterfall null before there is a snapshot
 * @param step the step whose deals are shown; empty for all
 * @param leftOut the first of those that can't be counted
 * @param more how many deals there are beyond those shown
 */
record ChangesPage(
        ForecastQuery query,
        String name,
        List<Snapshots.Snapshot> snapshots,
        Changes.@Nullable Asked asked,
        @Nullable Waterfall waterfall,
        Drawings.@Nullable Fall fall,
        String step,
        List<Deal> deals,
        List<Named> leftOut,
        long more,
        String currency,
        Ui ui) {
    /** @param name empty for who may not see it any more, and for what is in the bin */
    record Deal(String name, String path, String step, String then, String now, String delta) {}

    /** One that has no rate, for who may see it. */
    record Named(String name, String path) {}

    String amount(long minor) {
        return ui.money(Money.ofMinor(minor, currency));
    }

    String signed(long minor) {
        return (minor > 0 ? "+" : "") + amount(minor);
    }

    private String path(@Nullable LocalDate until, Changes.Looked looked, String of) {
        var at = asked;
        return query.path("/forecast/changes")
                + (at == null ? "" : "&since=" + at.since())
                + (until == null ? "" : "&until=" + until)
                + (looked == Changes.Looked.OPEN ? "" : "&looked=" + looked.id())
                + (of.isEmpty() ? "" : "&step=" + of);
    }

    String path(Changes.Looked looked) {
        return path(asked == null ? null : asked.until(), looked, "");
    }

    String path(String of) {
        var at = asked;
        return at == null ? query.path("/forecast/changes") : path(at.until(), at.looked(), of) + "#deals";
    }
}
