package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.journey.Stage;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** How far a deal had come, whatever became of it. */
@Component
class Furthest {
    private final DSLContext sql;

    Furthest(DSLContext sql) {
        this.sql = sql;
    }

    /** The number of the stage. */
    int of(UUID opportunity) {
        var furthest = sql.select(JOURNEY.FURTHEST_STAGE)
                .from(OPPORTUNITY)
                .join(JOURNEY)
                .on(JOURNEY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(JOURNEY.ID.eq(OPPORTUNITY.JOURNEY_ID))
                .where(OPPORTUNITY.ID.eq(opportunity))
                .fetchOne(JOURNEY.FURTHEST_STAGE);
        return furthest == null ? Stage.DISCOVERY.number() : furthest;
    }
}
