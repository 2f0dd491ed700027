package io.diabolo.forecast;

import io.diabolo.forecast.ForecastPage.Cell;
import io.diabolo.forecast.ForecastPage.Kind;
import io.diabolo.forecast.ForecastPage.Line;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page of the forecast together, in one transaction so that all of it agrees. */
@Component
class ForecastPages {
    private final Forecasts forecasts;
    private final Snapshots snapshots;
    private final Changes changes;
    private final Estimates estimates;
    private final OpportunitiesAsked words;

    ForecastPages(
            Forecasts forecasts, Snapshots snapshots, Changes changes, Estimates estimates, OpportunitiesAsked words) {
        this.forecasts = forecasts;
        this.snapshots = snapshots;
        this.changes = changes;
        this.estimates = estimates;
        this.words = words;
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public ForecastPage page(ForecastQuery query, Ui ui) {
        var me = ui.me();
        known(query, ui);
        var cut = Cut.of(query.period(), query.whose());
        var rollUp = forecasts.rollUp(cut, query.by(), me);
        var estimate = estimates.of(query.period(), query.whose(), me);
        var usable = estimate != null && estimate.isEnough() ? estimate : null;
        var since = snapshots.all().stream().findFirst().orElse(null);
        var fall = since == null
                ? null
                : Drawings.Fall.of(
                        changes.of(
                                new Changes.Asked(
                                        query.period(), query.whose(), since.week(), null, Changes.Looked.OPEN),
                                me),
                        minor -> ui.moneyShort(Money.ofMinor(minor, rollUp.currency())));
        var whole = rollUp.whole();
        return new ForecastPage(
                query,
                query.whose() instanceof Whose.Everybody ? "" : words.name(query.whose(), ui),
                rollUp,
                rollUp.rows().stream().map(row -> line(row, query, rollUp, ui)).toList(),
                kinds(cut, rollUp, ui),
                estimate,
                Drawings.Outlook.of(
                        whole.sums(),
                        whole.target() == null ? -1 : whole.target(),
                        usable == null ? -1 : usable.low(),
                        usable == null ? -1 : usable.middle(),
                        usable == null ? -1 : usable.high()),
                since,
                fall,
                maySeeToIt(ui),
                ui);
    }

    /** @throws NoSuchRecord for those whom the reader doesn't see */
    void known(ForecastQuery query, Ui ui) {
        if (!forecasts.knows(query.whose(), ui.me())) {
            throw new NoSuchRecord("member", query.whose().key());
        }
    }

    static boolean maySeeToIt(Ui ui) {
        return ui.me().administrator() || ui.me().roles().contains("manager");
    }

    private Line line(RollUp.Row row, ForecastQuery query, RollUp rollUp, Ui ui) {
        var cut = Cut.of(query.period(), row.whose());
        var name = row.name().isEmpty() ? words.name(row.whose(), ui) : row.name();
        return new Line(
                row,
                name,
                row.depth() == 0 ? "" : query.of(row.whose()).path("/forecast"),
                cells(cut, row.sums(), rollUp.currency(), ui),
                row.adjustable() || row.adjustment() != null
                        ? query.of(row.whose()).path("/forecast/adjustments")
                        : "");
    }

    private static List<Kind> kinds(Cut cut, RollUp rollUp, Ui ui) {
        return rollUp.types().entrySet().stream()
                .map(type -> new Kind(
                        type.getKey(),
                        cells(cut.type(type.getKey()), type.getValue(), rollUp.currency(), ui),
                        ui.money(Money.ofMinor(
                                Objects.requireNonNull(type.getValue()).forecast(), rollUp.currency()))))
                .toList();
    }

    private static List<Cell> cells(Cut cut, Sums sums, String currency, Ui ui) {
        return ForecastPage.PARTS.stream()
                .map(part -> new Cell(
                        sums.of(part).count(),
                        ui.money(Money.ofMinor(sums.of(part).minor(), currency)),
                        cut.part(part).path()))
                .toList();
    }
}
