package io.diabolo.insight;

import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report as its reader sees it.
 *
 * @param leftOut how many deals won are in no revenue
 */
record SalesPage(SalesCut cut, List<Line> lines, Line total, boolean more, long leftOut, String from, String to) {
    /** @param cut the deals of the line */
    record Line(
            String name,
            String deals,
            String won,
            String lost,
            String open,
            String rate,
            String revenue,
            String mean,
            String median,
            SalesCut cut) {
        String path(String what) {
            return what.isEmpty() ? cut.path() : cut.what(what).path();
        }
    }

    static SalesPage of(SalesCut cut, SalesReport.Answer answer, SalesGroups groups, Ui ui) {
        return new SalesPage(
                cut,
                answer.rows().stream()
                        .map(row -> line(
                                row,
                                groups.name(cut.by(), row, ui),
                                cut.of(row.group() == null ? SalesCut.NONE : row.group()),
                                ui))
                        .toList(),
                line(answer.total(), ui.t("sales.total"), cut, ui),
                answer.cut(),
                answer.total().leftOut(),
                cut.from() == null ? "" : cut.from().toString(),
                cut.to() == null ? "" : cut.to().toString());
    }

    private static Line line(SalesReport.Row row, String name, SalesCut cut, Ui ui) {
        var rate = row.winRate();
        return new Line(
                name,
                ui.number(row.deals()),
                ui.number(row.won()),
                ui.number(row.lost()),
                ui.number(row.open()),
                rate == null ? "–" : ui.percent(rate, 1),
                ui.money(row.revenue()),
                days(row.meanDays(), ui),
                days(row.medianDays(), ui),
                cut);
    }

    private static String days(@Nullable Double days, Ui ui) {
        return days == null ? "–" : ui.days(days);
    }

    String by(SalesCut.By by) {
        return "/insight/sales?by=" + by.id() + (from.isEmpty() ? "" : "&from=" + from)
                + (to.isEmpty() ? "" : "&to=" + to);
    }
}
