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
import org.jooq.impl.DSL;
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
        var funnel = funnels.figures(query, me);
        return new HomePage(
                query,
                funnels.today(),
                funnel,
                comparison,
                comparison == null ? null : funnels.comparison(comparison.query(), me),
                sql.fetchExists(JOURNEY, JOURNEY.START_STAGE.isNotNull()),
                expansion(query, me),
                holders.all(),
                choices.all(query, locale),
                recurring.month(me),
                new WinRate(funnel.won(), funnel.lost()));
    }

    private Expansion expansion(FunnelQuery query, Actor me) {
        var cut = new JourneyCut(query.with(Dimension.TYPE, GROWING), me);
        var currency = workspaces.settings().currency().getCurrencyCode();
        var amount = JOURNEY.ONE_OFF_MINOR.plus(JOURNEY.RECURRING_MINOR);
        var row = sql.select(
                        count(),
                        coalesce(sum(amount).filterWhere(JOURNEY.CURRENCY.eq(currency)), BigDecimal.ZERO),
                        count().filterWhere(JOURNEY.CURRENCY.ne(currency).and(amount.ne(0L))))
                .from(JOURNEY)
                .where(cut.base())
                // said once more in the words of the index journey_growing
                .and(JOURNEY.TYPE.ne(DSL.inline("new_business")))
                .and(cut.reached(Stage.DISCOVERY))
                .fetchSingle();
        return new Expansion(row.value1(), Money.ofMinor(row.value2().longValueExact(), currency), row.value3());
    }
}
