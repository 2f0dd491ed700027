package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;

import io.diabolo.meetings.MeetingBooked;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is met is not written to by a sequence any more. */
@Component
class FollowMeetings {
    /** A meeting that comes later isn't the sequence's doing. */
    private static final int COUNTS_FOR_DAYS = 45;

    private final DSLContext sql;
    private final Ending ending;
    private final TransactionTemplate transactions;

    FollowMeetings(DSLContext sql, Ending ending, TransactionTemplate transactions) {
        this.sql = sql;
        this.ending = ending;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MeetingBooked event) {
        var lead = event.lead();
        var person = event.person();
        if (lead == null && person == null) {
            return;
        }
        var whose = (lead == null ? DSL.falseCondition() : ENROLLMENT.LEAD_ID.eq(lead))
                .or(person == null ? DSL.falseCondition() : ENROLLMENT.PERSON_ID.eq(person));
        in(event.workspace(), () -> {
            met(whose);
            ending.underWay(whose).forEach(run -> ending.stop(run, EndReason.MEETING));
        });
    }

    /** Counts for the last step that was done, of the newest run. */
    private void met(Condition whose) {
        sql.selectFrom(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.in(
                        DSL.select(ENROLLMENT.ID).from(ENROLLMENT).where(whose)))
                .and(ENROLLMENT_STEP.STATE.in("sent", "done"))
                .and(ENROLLMENT_STEP.AT.gt(ending.now().minusDays(COUNTS_FOR_DAYS)))
                .orderBy(ENROLLMENT_STEP.AT.desc())
                .limit(1)
                .forEach(step -> {
                    if (step.getMetAt() == null) {
                        step.setMetAt(ending.now());
                        step.update();
                    }
                });
    }

    private void in(WorkspaceId workspace, Runnable work) {
        WorkspaceScope.run(workspace, () -> transactions.executeWithoutResult(_ -> work.run()));
    }
}
