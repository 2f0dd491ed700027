package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;

import io.diabolo.jooq.tables.records.EnrollmentRecord;
import io.diabolo.mail.Outbox;
import io.diabolo.platform.Announcements;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends runs at once: nothing is due any more, what waits in the outbox is taken back, open tasks leave the desk. */
@Component
class Ending {
    private final DSLContext sql;
    private final Outbox outbox;
    private final Announcements announcements;
    private final Clock clock;

    Ending(DSLContext sql, Outbox outbox, Announcements announcements, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** The runs under way, locked. */
    List<EnrollmentRecord> underWay(Condition which) {
        return sql.selectFrom(ENROLLMENT)
                .where(which)
                .and(ENROLLMENT.STATE.in("running", "paused"))
                .orderBy(ENROLLMENT.ID)
                .forUpdate()
                .fetch();
    }

    void stop(EnrollmentRecord run, EndReason why) {
        run.setState("stopped");
        run.setReason(why.id());
        run.setDue(null);
        run.setHeldDue(null);
        run.setSlotAt(null);
        run.setWaiting(false);
        run.setEndedAt(now());
        takeBack(run.getId());
        save(run);
    }

    /** What hasn't left stays here. */
    void takeBack(UUID run) {
        sql.selectFrom(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(run))
                .and(ENROLLMENT_STEP.STATE.in("queued", "open"))
                .forEach(step -> {
                    var mail = step.getMailId();
                    if (mail == null || outbox.withdraw(mail)) {
                        step.setState("withdrawn");
                        step.update();
                    }
                });
    }

    /**
     * A mail that hasn't left is taken back, and the run stands before it again: it is due as soon as the run goes on.
     *
     * @return false when there was none
     */
    boolean rewind(EnrollmentRecord run, List<Step> steps) {
        var rewound = false;
        for (var step : sql.selectFrom(ENROLLMENT_STEP)
                .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(run.getId()))
                .and(ENROLLMENT_STEP.STATE.eq("queued"))
                .fetch()) {
            var mail = step.getMailId();
            if (mail != null && outbox.withdraw(mail)) {
                step.delete();
                run.setPosition((short) Math.min(run.getPosition(), Advance.place(step.getStep(), steps)));
                run.setSlotAt(null);
                run.setDue(now());
                rewound = true;
            }
        }
        if (rewound && run.getWaiting()) {
            // The task behind it comes again after it.
            run.setWaiting(false);
            sql.deleteFrom(ENROLLMENT_STEP)
                    .where(ENROLLMENT_STEP.ENROLLMENT_ID.eq(run.getId()))
                    .and(ENROLLMENT_STEP.STATE.eq("open"))
                    .execute();
        }
        return rewound;
    }

    void save(EnrollmentRecord run) {
        run.setVersion(run.getVersion() + 1);
        run.setUpdatedAt(now());
        run.update();
        announcements.changed("enrollment");
        announcements.changed("lead-" + run.getLeadId());
    }

    @Nullable
    EnrollmentRecord find(UUID id) {
        return sql.selectFrom(ENROLLMENT)
                .where(ENROLLMENT.ID.eq(id))
                .forUpdate()
                .fetchOne();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
