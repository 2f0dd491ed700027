package io.diabolo.journey;

import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A number that rises with each transaction that changed journeys of the workspace. It stands in the database beside what
 * it speaks of, so on every node the same stamp means the same journeys.
 */
@Component
public class JourneyStamp {
    private final DSLContext sql;

    JourneyStamp(DSLContext sql) {
        this.sql = sql;
    }

    /** As of the reader's snapshot; read it before what is kept under it. */
    public long read() {
        return Objects.requireNonNull(sql.fetchSingle("select coalesce(max(stamp), 0) from journey_stamp")
                .get(0, Long.class));
    }

    /** Once a transaction and at its end: all writers of the workspace meet at this row, and wait for a commit only. */
    void raise() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, true);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                sql.execute("insert into journey_stamp default values"
                        + " on conflict (workspace_id) do update set stamp = journey_stamp.stamp + 1");
            }

            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(JourneyStamp.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(JourneyStamp.this, true);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(JourneyStamp.this);
            }
        });
    }
}
