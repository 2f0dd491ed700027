package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * An enrolment that is taken back goes as if it had never been, as long as nothing of it left: a mail that waits is taken out
 * of the outbox first. Where something left, the run stays as its own past, and stops.
 */
@Component
class UndoEnrollment implements AfterUndo {
    private final DSLContext sql;
    private final Ending ending;

    UndoEnrollment(DSLContext sql, Ending ending) {
        this.sql = sql;
        this.ending = ending;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        for (var run : ending.underWay(ENROLLMENT.CREATED_IN.eq(changeSet))) {
            ending.stop(run, EndReason.UNDONE);
        }
        sql.deleteFrom(ENROLLMENT)
                .where(ENROLLMENT.CREATED_IN.eq(changeSet))
                .and(ENROLLMENT.REASON.eq(EndReason.UNDONE.id()))
                .andNotExists(org.jooq
                        .impl
                        .DSL
                        .selectOne()
                        .from(ENROLLMENT_STEP)
                        .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(ENROLLMENT.ID))
                        .and(ENROLLMENT_STEP.STATE.ne("withdrawn")))
                .execute();
    }
}
