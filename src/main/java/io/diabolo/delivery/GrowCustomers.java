package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.journey.Stage;
import io.diabolo.pipeline.AfterMove;
import io.diabolo.pipeline.MoveOrder;
import io.diabolo.platform.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * A customer that renews, or buys more, has grown: the sale that brought it goes on to growth, while the renewal or the further
 * sale stands in the funnel as a sale of its own (DESIGN.md §4).
 */
@Component
class GrowCustomers implements AfterMove {
    private static final List<String> GROWS = List.of("renewal", "upsell", "cross_sell");

    private final DSLContext sql;
    private final CustomerStages stages;
    private final Clock clock;

    GrowCustomers(DSLContext sql, CustomerStages stages, Clock clock) {
        this.sql = sql;
        this.stages = stages;
        this.clock = clock;
    }

    @Override
    public void moved(MoveOrder order, Stage from, UUID changeSet, Actor me) {
        if (order.stage() != Stage.WON || from.number() >= Stage.WON.number() && from != Stage.LOST) {
            return;
        }
        var company = sql.select(OPPORTUNITY.COMPANY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(order.opportunity()))
                .and(OPPORTUNITY.TYPE.in(GROWS))
                .fetchOne(OPPORTUNITY.COMPANY_ID);
        if (company != null) {
            stages.grown(company, Objects.requireNonNullElseGet(order.at(), clock::instant), changeSet, me);
        }
    }
}
