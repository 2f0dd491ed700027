package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;

import io.diabolo.mail.SendingHours;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A mail of a run that was held up takes another place within its window: it doesn't leave at night, nor all of them at once. */
@Component
class LeaveWithinHours implements SendingHours {
    private final DSLContext sql;
    private final Advance advance;

    LeaveWithinHours(DSLContext sql, Advance advance) {
        this.sql = sql;
        this.advance = advance;
    }

    /** Reads the index enrollment_step_mail. */
    @Override
    public @Nullable Instant later(UUID mail, Instant meant, Instant now) {
        var run = Run.select(sql)
                .where(ENROLLMENT.ID.eq(DSL.select(ENROLLMENT_STEP.ENROLLMENT_ID)
                        .from(ENROLLMENT_STEP)
                        .where(ENROLLMENT_STEP.MAIL_ID.eq(mail))))
                .fetchOne(Run::of);
        if (run == null) {
            return null;
        }
        var batch = new Batch(now, sql);
        var calendar = advance.calendar(run, batch);
        if (!Advance.isMissed(meant, calendar, now)) {
            return null;
        }
        var owner = run.row().getOwnerId();
        batch.days().giveBack(owner, meant, calendar.zone());
        var later = batch.days().take(owner, calendar, run.window(), run.uneven(), now);
        batch.days().keep();
        return later;
    }
}
