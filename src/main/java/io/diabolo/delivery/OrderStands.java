package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.QUOTE_ACCEPTANCE;
import static io.diabolo.jooq.Tables.SALES_ORDER;

import io.diabolo.journey.Handoffs;
import io.diabolo.offers.FollowsAcceptance;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether order and hand-offs of an accepted quote are there. */
@Component
class OrderStands implements FollowsAcceptance {
    private final DSLContext sql;
    private final Handoffs handoffs;

    OrderStands(DSLContext sql, Handoffs handoffs) {
        this.sql = sql;
        this.handoffs = handoffs;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean stands(UUID quote) {
        var order = sql.select(SALES_ORDER.OPPORTUNITY_ID, QUOTE_ACCEPTANCE.ACCEPTED_AT)
                .from(SALES_ORDER)
                .join(QUOTE_ACCEPTANCE)
                .on(QUOTE_ACCEPTANCE.WORKSPACE_ID.eq(SALES_ORDER.WORKSPACE_ID))
                .and(QUOTE_ACCEPTANCE.QUOTE_ID.eq(SALES_ORDER.QUOTE_ID))
                .where(SALES_ORDER.QUOTE_ID.eq(quote))
                .fetchOne();
        if (order == null) {
            return false;
        }
        var offered = handoffs.of("opportunity", order.value1());
        return HandOverSigned.KINDS.stream()
                .allMatch(kind -> offered.stream()
                        .anyMatch(one -> one.kind() == kind
                                && !one.offeredAt().isBefore(order.value2().toInstant())));
    }
}
