package io.diabolo.forecast;

import io.diabolo.forecast.AdjustmentPage.Said;
import io.diabolo.identity.Members;
import io.diabolo.mentions.Mention;
import io.diabolo.offers.ExchangeRates;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the page of an adjustment together. */
@Component
class AdjustmentPages {
    private final ForecastPages pages;
    private final Forecasts forecasts;
    private final Adjustments adjustments;
    private final AdjustmentMentions mentioned;
    private final Members members;
    private final Workspaces workspaces;
    private final Worths worths;
    private final ExchangeRates rates;
    private final OpportunitiesAsked words;

    AdjustmentPages(
            ForecastPages pages,
            Forecasts forecasts,
            Adjustments adjustments,
            AdjustmentMentions mentioned,
            Members members,
            Workspaces workspaces,
            Worths worths,
            ExchangeRates rates,
            OpportunitiesAsked words) {
        this.pages = pages;
        this.forecasts = forecasts;
        this.adjustments = adjustments;
        this.mentioned = mentioned;
        this.members = members;
        this.workspaces = workspaces;
        this.worths = worths;
        this.rates = rates;
        this.words = words;
    }

    int digits() {
        return workspaces.settings().currency().getDefaultFractionDigits();
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public AdjustmentPage page(
            ForecastQuery query, Map<String, String> typed, BadInput.@Nullable Fault refused, Ui ui) {
        pages.known(query, ui);
        var currency = workspaces.settings().currency().getCurrencyCode();
        var all = adjustments.of(query.period(), ui.me()).stream()
                .filter(one -> one.whose().key().equals(query.whose().key()))
                .toList();
        var named = mentioned.of(all);
        var staff = new Staff(members.all(), ui.me());
        return new AdjustmentPage(
                query,
                words.name(query.whose(), ui),
                forecasts.sums(Cut.of(query.period(), query.whose()), ui.me()).forecast(),
                Adjustments.counting(all, worths.now(), rates).get(query.whose().key()),
                all.stream()
                        .map(one -> said(one, named.getOrDefault(one.id(), List.of()), ui))
                        .toList(),
                Adjustments.mayAdjust(query.whose(), staff, ui.me()),
                currency,
                typed,
                refused,
                ui);
    }

    private Said said(Adjustment one, List<Mention> mentions, Ui ui) {
        var by = members.find(one.by());
        var minor = one.minor();
        return new Said(
                "said-" + one.id(),
                by == null ? "–" : by.name(),
                ui.moment(one.at()),
                minor == null ? ui.t("forecast.adjustment.taken-back") : ui.money(Money.ofMinor(minor, one.currency())),
                ui.money(Money.ofMinor(one.computed(), one.currency())),
                one.comment(),
                mentions);
    }
}
