package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static io.diabolo.jooq.Tables.PHONE_CALL;

import io.diabolo.calls.CallMade;
import io.diabolo.calls.CallOutcome;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A call from the call desk is the call that a run waits for; a call that is taken back isn't. */
@Component
class FollowCalls implements AfterUndo {
    private final DSLContext sql;
    private final Ending ending;
    private final ManualSteps manual;
    private final TransactionTemplate transactions;

    FollowCalls(DSLContext sql, Ending ending, ManualSteps manual, TransactionTemplate transactions) {
        this.sql = sql;
        this.ending = ending;
        this.manual = manual;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(CallMade event) {
        var outcome = outcome(event.outcome());
        if (outcome != null) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> done(event, outcome)));
        }
    }

    /** How a call step ends by it; null: it doesn't yet, for they are to be called again at the time that they named. */
    private static @Nullable String outcome(CallOutcome outcome) {
        return switch (outcome) {
            case ANSWERED, MEETING, NOT_INTERESTED -> "reached";
            case NO_ANSWER, VOICEMAIL, BUSY, WRONG_NUMBER -> outcome.id();
            case CALL_BACK, SKIPPED -> null;
        };
    }

    private void done(CallMade event, String outcome) {
        if (!stands(event.changeSet())) {
            return;
        }
        var person = event.person();
        var whose = ENROLLMENT
                .LEAD_ID
                .eq(event.lead())
                .or(person == null ? DSL.falseCondition() : ENROLLMENT.PERSON_ID.eq(person));
        for (var run : ending.underWay(whose.and(ENROLLMENT.WAITING))) {
            var step = manual.open(run);
            if (step != null && step.kind() == StepKind.CALL) {
                manual.settle(run, "done", outcome, event.changeSet());
            }
        }
    }

    /** It may have been taken back already; who takes it back now waits for this. */
    private boolean stands(UUID changeSet) {
        return !sql.select(PHONE_CALL.ID)
                .from(PHONE_CALL)
                .where(PHONE_CALL.CREATED_IN.eq(changeSet))
                .forUpdate()
                .fetch()
                .isEmpty();
    }

    /** Reads the index enrollment_step_done_in. */
    @Override
    public void undone(UUID changeSet, Actor me) {
        for (var step : sql.selectFrom(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.DONE_IN.eq(changeSet))
                .fetch()) {
            var run = ending.find(step.getEnrollmentId());
            if (run != null) {
                manual.reopen(run, step);
            }
        }
    }
}
