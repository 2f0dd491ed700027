package io.diabolo.forecast;

import io.diabolo.forecast.ChangesPage.Deal;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page of what changed together. */
@Component
class ChangesPages {
    private static final int SHOWN = 200;
    private final ForecastPages pages;
    private final Snapshots snapshots;
    private final Changes changes;
    private final Workspaces workspaces;
    private final OpportunitiesAsked words;

    ChangesPages(
            ForecastPages pages,
            Snapshots snapshots,
            Changes changes,
            Workspaces workspaces,
            OpportunitiesAsked words) {
        this.pages = pages;
        this.snapshots = snapshots;
        this.changes = changes;
        this.workspaces = workspaces;
        this.words = words;
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public ChangesPage page(ForecastQuery query, Map<String, String> given, Ui ui) {
        pages.known(query, ui);
        var all = snapshots.all();
        var asked = asked(query, given, all);
        var currency = workspaces.settings().currency().getCurrencyCode();
        var name = query.whose() instanceof Whose.Everybody ? "" : words.name(query.whose(), ui);
        if (asked == null) {
            return new ChangesPage(query, name, all, null, null, null, "", List.of(), List.of(), 0, currency, ui);
        }
        var waterfall = changes.of(asked, ui.me());
        var step = given.getOrDefault("step", "");
        var found = waterfall.changes(one -> step.isEmpty() || one.id().equals(step));
        var shown = found.stream().limit(SHOWN).toList();
        var names = changes.names(shown.stream().map(Waterfall.Change::deal).toList(), ui.me());
        return new ChangesPage(
                query,
                name,
                all,
                asked,
                waterfall,
                Drawings.Fall.of(waterfall, minor -> ui.moneyShort(Money.ofMinor(minor, currency))),
                step,
                shown.stream()
                        .map(change -> deal(change, names.get(change.deal()), currency, ui))
                        .toList(),
                changes.names(waterfall.leftOut().stream().limit(LeftOut.NAMED).toList(), ui.me()).entrySet().stream()
                        .map(deal -> new ChangesPage.Named(deal.getValue(), "/opportunities/" + deal.getKey()))
                        .sorted(java.util.Comparator.comparing(ChangesPage.Named::name))
                        .toList(),
                found.size() - shown.size(),
                currency,
                ui);
    }

    private static Deal deal(Waterfall.Change change, @Nullable String name, String currency, Ui ui) {
        var delta = ui.money(Money.ofMinor(change.delta(), currency));
        return new Deal(
                name == null ? "" : name,
                name == null ? "" : "/opportunities/" + change.deal(),
                change.step().id(),
                ui.money(Money.ofMinor(change.then(), currency)),
                ui.money(Money.ofMinor(change.now(), currency)),
                change.delta() > 0 ? "+" + delta : delta);
    }

    /** Since the newest week, unless another is named; null before there is one. @throws NoSuchRecord for one that isn't */
    Changes.@Nullable Asked asked(ForecastQuery query, Map<String, String> given, List<Snapshots.Snapshot> all) {
        if (all.isEmpty()) {
            return null;
        }
        var since = ForecastQuery.day(given, "since");
        var until = ForecastQuery.day(given, "until");
        for (var week : java.util.Arrays.asList(since, until)) {
            if (week != null && !snapshots.isTaken(week)) {
                throw new NoSuchRecord("forecast-snapshot", week);
            }
        }
        return new Changes.Asked(
                query.period(),
                query.whose(),
                since == null ? all.getFirst().week() : since,
                until,
                Changes.Looked.of(given.getOrDefault("looked", "")));
    }
}
