package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.insight.HomePage.Expansion;
import io.diabolo.insight.HomePage.WinRate;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what the home page shows, in one transaction so that all of it agrees. */
@Service
class Home {
    private static final List<String> GROWING = List.of("renewal", "upsell", "cross_sell");

    private final DSLContext sql;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final Holders holders;
    private final Choices choices;
    private final Recurring recurring;

    Home(
            DSLContext sql,
            Funnels funnels,
            Workspaces workspaces,
            Holders holders,
            Choices choices,
            Recurring recurring) {
        this.sql = sql;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.holders = holders;
        this.choices = choices;
        this.recurring = recurring;
    }

    @Transactional(readOnly = true)
    HomePage page(FunnelQuery query, String compare, Actor me, Locale locale) {
        var comparison = Comparison.of(compare, query, funnels.today());
        return new HomePage(
                query,
                funnels.today(),
                funnels.figures(query, me),
                comparison,
                comparison == null ? null : funnels.figures(comparison.query(), me),
                sql.fetchExists(JOURNEY, JOURNEY.START_STAGE.isNotNull()),
                expansion(query, me),
                holders.all(),
                choices.all(query, locale),
                recurring.month(me),
                winRate(query, me));
    }

    private Expansion expansion(FunnelQuery query, Actor me) {
        var cut = new JourneyCut(query.with(Dimension.TYPE, GROWING), me);
        var currency = workspaces.settings().currency().getCurrencyCode();
        var row = sql.select(
                        count(),
                        coalesce(
                                sum(JOURNEY.ONE_OFF_MINOR.plus(JOURNEY.RECURRING_MINOR))
                                        .filterWhere(JOURNEY.CURRENCY.eq(currency)),
                                BigDecimal.ZERO))
                .from(JOURNEY)
                .where(cut.base())
                .and(cut.reached(Stage.DISCOVERY))
                .fetchSingle();
        return new Expansion(row.value1(), Money.ofMinor(row.value2().longValueExact(), currency));
    }

    /** By the day of closing, whatever the basis asked: won ÷ (won + lost), never won ÷ entered. */
    private WinRate winRate(FunnelQuery query, Actor me) {
        var cut = new JourneyCut(query.on(FunnelQuery.Basis.ACTIVITY), me);
        var row = sql.select(count().filterWhere(cut.reached(Stage.WON)), count().filterWhere(cut.lost()))
                .from(JOURNEY)
                .where(cut.base())
                .fetchSingle();
        return new WinRate(row.value1(), row.value2());
    }
}
