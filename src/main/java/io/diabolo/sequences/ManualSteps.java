package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;

import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.jooq.tables.records.EnrollmentStepRecord;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The step that a run waits for, done or skipped by somebody; or not done after all, while nothing came of it. */
@Component
class ManualSteps {
    private final DSLContext sql;
    private final Sequences sequences;
    private final Ending ending;
    private final Contacted contacted;

    ManualSteps(DSLContext sql, Sequences sequences, Ending ending, Contacted contacted) {
        this.sql = sql;
        this.sequences = sequences;
        this.ending = ending;
        this.contacted = contacted;
    }

    /** The step that is waited for; null when none is. */
    @Nullable
    Step open(EnrollmentRecord run) {
        var steps = steps(run);
        return run.getWaiting() && run.getState().equals("running") && run.getPosition() < steps.size()
                ? steps.get(run.getPosition())
                : null;
    }

    private List<Step> steps(EnrollmentRecord run) {
        return sequences.steps(run.getSequenceId(), run.getNumber());
    }

    /**
     * The run goes on behind it.
     *
     * @param state done or skipped
     * @param doneIn the call that did it; null where somebody said it of the step itself
     */
    void settle(EnrollmentRecord run, String state, String outcome, @Nullable UUID doneIn) {
        var step = open(run);
        if (step != null) {
            sql.update(ENROLLMENT_STEP)
                    .set(ENROLLMENT_STEP.STATE, state)
                    .set(ENROLLMENT_STEP.OUTCOME, outcome)
                    .set(ENROLLMENT_STEP.AT, ending.now())
                    .set(ENROLLMENT_STEP.DONE_IN, doneIn)
                    .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(run.getId()))
                    .and(ENROLLMENT_STEP.STEP.eq(step.key()))
                    .and(ENROLLMENT_STEP.STATE.eq("open"))
                    .execute();
        }
        run.setWaiting(false);
        run.setOutcome(outcome);
        run.setPosition((short) (run.getPosition() + 1));
        // While the whole sequence stands still, so does this run.
        var active = sequences.find(run.getSequenceId()).isActive();
        run.setDue(active ? ending.now() : null);
        run.setHeldDue(active ? null : ending.now());
        ending.save(run);
        if (state.equals("done")) {
            contacted.lead(run.getId());
        }
    }

    /** The task stands on the desk again, unless the run is over or something was done or has left since. */
    void reopen(EnrollmentRecord run, EnrollmentStepRecord step) {
        var steps = steps(run);
        var place = Advance.place(step.getStep(), steps);
        if (run.getPosition() <= place || !isOpenOrFinished(run)) {
            return;
        }
        ending.rewind(run, steps);
        if (hasGoneOn(step)) {
            ending.save(run);
            return;
        }
        sql.deleteFrom(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(run.getId()))
                .and(ENROLLMENT_STEP.STATE.eq("open"))
                .execute();
        run.setState("running");
        run.setReason(null);
        run.setEndedAt(null);
        run.setOutcome(before(step));
        step.setState("open");
        step.setOutcome(null);
        step.setDoneIn(null);
        step.update();
        run.setPosition((short) place);
        run.setWaiting(true);
        run.setSlotAt(null);
        run.setDue(null);
        run.setHeldDue(null);
        ending.save(run);
    }

    /** A run that was stopped stays so, and nobody is in two. Reads the index enrollment_of_lead. */
    private boolean isOpenOrFinished(EnrollmentRecord run) {
        return run.getState().equals("running")
                || (run.getState().equals("finished")
                        && !sql.fetchExists(
                                ENROLLMENT,
                                ENROLLMENT.LEAD_ID.eq(run.getLeadId()),
                                ENROLLMENT.STATE.in("running", "paused")));
    }

    private boolean hasGoneOn(EnrollmentStepRecord step) {
        return sql.fetchExists(
                ENROLLMENT_STEP,
                ENROLLMENT_STEP.ENROLLMENT_ID.eq(step.getEnrollmentId()),
                ENROLLMENT_STEP.STEP.ne(step.getStep()),
                ENROLLMENT_STEP.AT.ge(step.getAt()),
                ENROLLMENT_STEP.STATE.notIn("open", "withdrawn"));
    }

    /** How the task before it ended: a branch asks for it. */
    private @Nullable String before(EnrollmentStepRecord step) {
        return sql.select(ENROLLMENT_STEP.OUTCOME)
                .from(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(step.getEnrollmentId()))
                .and(ENROLLMENT_STEP.STEP.ne(step.getStep()))
                .and(ENROLLMENT_STEP.STATE.in("done", "skipped"))
                .orderBy(ENROLLMENT_STEP.AT.desc())
                .limit(1)
                .fetchOne(ENROLLMENT_STEP.OUTCOME);
    }
}
