package io.diabolo.forecast;

import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the pages together that look back: what was said and what came, and what statistics would have said. */
@Component
class AccuracyPages {
    private static final int BEFORE = 6;
    private final ForecastPages pages;
    private final Accuracy accuracy;
    private final Estimates estimates;
    private final Workspaces workspaces;
    private final OpportunitiesAsked words;

    AccuracyPages(
            ForecastPages pages,
            Accuracy accuracy,
            Estimates estimates,
            Workspaces workspaces,
            OpportunitiesAsked words) {
        this.pages = pages;
        this.accuracy = accuracy;
        this.estimates = estimates;
        this.workspaces = workspaces;
        this.words = words;
    }

    private String name(ForecastQuery query, Ui ui) {
        return query.whose() instanceof Whose.Everybody ? "" : words.name(query.whose(), ui);
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public AccuracyPage page(ForecastQuery query, Ui ui) {
        pages.known(query, ui);
        var currency = workspaces.settings().currency().getCurrencyCode();
        var told = accuracy.of(query.period(), query.whose(), ui.me());
        var before = new ArrayList<Accuracy.Told>();
        var period = query.period();
        for (var i = 0; i < BEFORE; i++) {
            period = period.before();
            var one = accuracy.of(period, query.whose(), ui.me());
            if (!one.weeks().isEmpty()) {
                before.add(one);
            }
        }
        return new AccuracyPage(
                query,
                name(query, ui),
                told,
                Drawings.Course.of(told, ui::day, minor -> ui.moneyShort(Money.ofMinor(minor, currency))),
                before,
                currency,
                ForecastPages.maySeeToIt(ui),
                ui);
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public EstimatePage estimate(ForecastQuery query, Ui ui) {
        pages.known(query, ui);
        return new EstimatePage(
                query,
                name(query, ui),
                estimates.of(query.period(), query.whose(), ui.me()),
                estimates.learned(),
                estimates.backTest(query.period()),
                estimates.leftOut(query.whose(), ui.me()),
                workspaces.settings().currency().getCurrencyCode(),
                ui);
    }
}
