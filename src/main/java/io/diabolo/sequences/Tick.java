package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;

import io.diabolo.platform.Announcements;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with the runs that are due, some hundred in a transaction under their rows' locks: a mail stands in the outbox
 * together with the run's advance, so none is lost and none leaves twice, also when a node dies in the middle.
 */
@Service
public class Tick {
    private static final Logger LOG = LoggerFactory.getLogger(Tick.class);
    private static final int AT_ONCE = 200;
    private static final Duration LATER = Duration.ofHours(1);

    private final DSLContext sql;
    private final Advance advance;
    private final Announcements announcements;
    private final TransactionTemplate transactions;

    Tick(DSLContext sql, Advance advance, Announcements announcements, TransactionTemplate transactions) {
        this.sql = sql;
        this.advance = advance;
        this.announcements = announcements;
        this.transactions = transactions;
    }

    /** All workspaces. One in which it fails doesn't hold up the others. @return how many runs went on */
    int everywhere(Instant now) {
        var due = sql.select(DSL.field("id", UUID.class))
                .from("workspaces_with_due_enrollments({0}) as id", DSL.val(utc(now)))
                .fetch()
                .map(row -> row.value1());
        var taken = 0;
        for (var workspace : due) {
            try {
                taken += WorkspaceScope.in(new WorkspaceId(workspace), () -> here(now));
            } catch (RuntimeException e) {
                LOG.error("the sequences of a workspace could not go on", e);
            }
        }
        return taken;
    }

    /** The present workspace, until nothing is due. @return how many times a run went on */
    public int here(Instant now) {
        var taken = 0;
        while (true) {
            var some = some(now);
            taken += some;
            if (some < AT_ONCE) {
                return taken;
            }
        }
    }

    private int some(Instant now) {
        try {
            return take(DSL.noCondition(), now);
        } catch (RuntimeException e) {
            LOG.warn("some runs failed together and are taken one by one", e);
            return oneByOne(now);
        }
    }

    /** Reads the index enrollment_due; what another node has in hand is left to it. */
    private int take(Condition which, Instant now) {
        return Objects.requireNonNullElse(
                transactions.execute(_ -> {
                    var runs = Run.select(sql)
                            .where(ENROLLMENT.DUE.le(utc(now)))
                            .and(which)
                            .orderBy(ENROLLMENT.DUE)
                            .limit(AT_ONCE)
                            .forUpdate()
                            .of(ENROLLMENT)
                            .skipLocked()
                            .fetch(Run::of);
                    if (!runs.isEmpty()) {
                        goOn(runs, now);
                    }
                    return runs.size();
                }),
                0);
    }

    private void goOn(List<Run> runs, Instant now) {
        var batch = new Batch(now, sql);
        batch.entered(runs.stream().map(Run::id).toList());
        runs.forEach(run -> advance.go(run, batch));
        batch.write();
        announcements.changed("enrollment");
    }

    /** What fails waits for an hour, so that it doesn't hold up the others. */
    private int oneByOne(Instant now) {
        var due = Objects.requireNonNull(transactions.execute(_ -> sql.select(ENROLLMENT.ID)
                .from(ENROLLMENT)
                .where(ENROLLMENT.DUE.le(utc(now)))
                .orderBy(ENROLLMENT.DUE)
                .limit(AT_ONCE)
                .fetch(ENROLLMENT.ID)));
        for (var id : due) {
            try {
                take(ENROLLMENT.ID.eq(id), now);
            } catch (RuntimeException e) {
                LOG.error("run {} failed and is tried again later", id, e);
                transactions.executeWithoutResult(_ -> sql.update(ENROLLMENT)
                        .set(ENROLLMENT.DUE, utc(now.plus(LATER)))
                        .set(ENROLLMENT.REASON, EndReason.TROUBLE.id())
                        .where(ENROLLMENT.ID.eq(id))
                        .execute());
            }
        }
        return due.size();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
