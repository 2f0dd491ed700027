package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Announcements;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What becomes of all runs of a sequence when its state changes: each in one statement, however many they are. */
@Component
class FollowState {
    private final DSLContext sql;
    private final Ending ending;
    private final Announcements announcements;
    private final Clock clock;

    FollowState(DSLContext sql, Ending ending, Announcements announcements, Clock clock) {
        this.sql = sql;
        this.ending = ending;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Reads the index enrollment_of_sequence. */
    void follow(UUID id, SequenceState next, IntFunction<List<Step>> steps) {
        var running = ENROLLMENT.SEQUENCE_ID.eq(id).and(ENROLLMENT.STATE.eq("running"));
        switch (next) {
            case ACTIVE ->
                sql.update(ENROLLMENT)
                        .set(ENROLLMENT.DUE, ENROLLMENT.HELD_DUE)
                        .setNull(ENROLLMENT.HELD_DUE)
                        .where(running)
                        .and(ENROLLMENT.HELD_DUE.isNotNull())
                        .execute();
            case PAUSED -> {
                for (var run : ending.underWay(withMail(id).and(ENROLLMENT.STATE.eq("running")))) {
                    if (ending.rewind(run, steps.apply(run.getNumber()))) {
                        ending.save(run);
                    }
                }
                sql.update(ENROLLMENT)
                        .set(ENROLLMENT.HELD_DUE, ENROLLMENT.DUE)
                        .setNull(ENROLLMENT.DUE)
                        .where(running)
                        .and(ENROLLMENT.DUE.isNotNull())
                        .execute();
            }
            case ARCHIVED -> {
                ending.underWay(withMail(id)).forEach(run -> ending.takeBack(run.getId()));
                sql.update(ENROLLMENT)
                        .set(ENROLLMENT.STATE, "stopped")
                        .set(ENROLLMENT.REASON, "archived")
                        .set(ENROLLMENT.WAITING, false)
                        .set(ENROLLMENT.ENDED_AT, now())
                        .set(ENROLLMENT.UPDATED_AT, now())
                        .setNull(ENROLLMENT.DUE)
                        .setNull(ENROLLMENT.HELD_DUE)
                        .where(ENROLLMENT.SEQUENCE_ID.eq(id))
                        .and(ENROLLMENT.STATE.in("running", "paused"))
                        .execute();
            }
            case DRAFT -> throw new IllegalStateException("nothing becomes a draft again");
        }
        announcements.changed("enrollment");
    }

    /** Runs of which a mail waits in the outbox: few, for it waits for moments only. */
    private static Condition withMail(UUID id) {
        return ENROLLMENT
                .SEQUENCE_ID
                .eq(id)
                .and(ENROLLMENT.ID.in(select(ENROLLMENT_STEP.ENROLLMENT_ID)
                        .from(ENROLLMENT_STEP)
                        .where(ENROLLMENT_STEP.SEQUENCE_ID.eq(id))
                        .and(ENROLLMENT_STEP.STATE.eq("queued"))));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
