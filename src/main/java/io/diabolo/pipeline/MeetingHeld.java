package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static org.jooq.impl.DSL.count;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many meetings the deal's timeline holds. */
@Component
@Order(10)
class MeetingHeld implements GateFact {
    private static final int MOST = 20;
    private final DSLContext sql;

    MeetingHeld(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String id() {
        return "meetings";
    }

    @Override
    public String label() {
        return "gate.fact.meetings";
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Map<UUID, Integer> of(Collection<UUID> opportunities) {
        return sql.select(ACTIVITY.OPPORTUNITY_ID, count())
                .from(ACTIVITY)
                .where(ACTIVITY.OPPORTUNITY_ID.in(opportunities))
                .and(ACTIVITY.KIND.eq("meeting"))
                .and(ACTIVITY.DELETED_AT.isNull())
                .groupBy(ACTIVITY.OPPORTUNITY_ID)
                .fetchMap(ACTIVITY.OPPORTUNITY_ID, count());
    }

    @Override
    public String path(UUID opportunity) {
        return "/opportunities/" + opportunity + "#timeline";
    }
}
