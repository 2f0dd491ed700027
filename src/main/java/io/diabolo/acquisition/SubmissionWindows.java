package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.SUBMISSION_WINDOW;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many came from one address lately. All nodes count on one row of the database, in a short transaction of its own:
 * what is refused is counted too, and nothing waits behind the making of a lead.
 */
@Component
class SubmissionWindows {
    private final DSLContext sql;
    private final Clock clock;

    SubmissionWindows(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Counts one more, and answers how many it makes in the present window. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int count(byte[] address, String kind, Duration window) {
        var now = clock.instant();
        var began = Instant.ofEpochSecond(now.getEpochSecond() / window.toSeconds() * window.toSeconds());
        return sql.insertInto(SUBMISSION_WINDOW)
                .set(SUBMISSION_WINDOW.ADDRESS, address)
                .set(SUBMISSION_WINDOW.KIND, kind)
                .set(SUBMISSION_WINDOW.BEGAN_AT, began.atOffset(ZoneOffset.UTC))
                .onConflict(
                        SUBMISSION_WINDOW.WORKSPACE_ID,
                        SUBMISSION_WINDOW.ADDRESS,
                        SUBMISSION_WINDOW.KIND,
                        SUBMISSION_WINDOW.BEGAN_AT)
                .doUpdate()
                .set(SUBMISSION_WINDOW.COUNT, SUBMISSION_WINDOW.COUNT.plus(1))
                .returningResult(SUBMISSION_WINDOW.COUNT)
                .fetchSingle()
                .value1();
    }
}
