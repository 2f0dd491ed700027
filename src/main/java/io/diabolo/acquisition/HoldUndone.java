package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.SUBMISSION;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A lead that is taken back leaves what was sent: it is held, and can be freed again. */
@Component
class HoldUndone implements AfterUndo {
    private final DSLContext sql;

    HoldUndone(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        sql.update(SUBMISSION)
                .set(SUBMISSION.STATE, "held")
                .set(SUBMISSION.WHY, "undone")
                .setNull(SUBMISSION.LEAD_ID)
                .setNull(SUBMISSION.MADE_IN)
                .where(SUBMISSION.MADE_IN.eq(changeSet))
                .execute();
    }
}
