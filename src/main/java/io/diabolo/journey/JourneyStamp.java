package io.diabolo.journey;

import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A number that rises with each transaction that changed journeys of the workspace, and which ones it changed. It stands in
 * the database beside what it speaks of, so on every node the same stamp means the same journeys.
 */
@Component
public class JourneyStamp {
    /** Whoever is further behind reads all journeys again. */
    private static final int REMEMBERED = 2_000;
    /** Of more journeys than this it isn't said which. */
    private static final int NAMED = 5_000;

    private final DSLContext sql;

    JourneyStamp(DSLContext sql) {
        this.sql = sql;
    }

    /** As of the reader's snapshot; read it before what is kept under it. */
    public long read() {
        return Objects.requireNonNull(sql.fetchSingle("select coalesce(max(stamp), 0) from journey_stamp")
                .get(0, Long.class));
    }

    /** The journeys changed by the stamps after {@code from} up to {@code to}; null when they are too many to say. */
    public @Nullable Select<Record1<UUID>> changed(long from, long to) {
        var stamps = sql.fetchSingle(
                "select count(*), coalesce(bool_or(whole), false) from journey_stamped where stamp > ? and stamp <= ?",
                from,
                to);
        if (stamps.get(0, Long.class) != to - from || stamps.get(1, Boolean.class)) {
            return null;
        }
        return DSL.select(DSL.field("changed.journey_id", UUID.class))
                .from(DSL.sql(
                        "(select c.journey_id from journey_stamped s join journey_change c on c.workspace_id = s.workspace_id"
                                + " and c.transaction = s.transaction where s.stamp > {0} and s.stamp <= {1}) as changed",
                        DSL.val(from), DSL.val(to)));
    }

    /** Once a transaction and at its end: all writers of the workspace meet at this row, and wait for a commit only. */
    void raise(Select<Record1<UUID>> journeys) {
        var raising = (Raising) TransactionSynchronizationManager.getResource(this);
        if (raising == null) {
            raising = new Raising();
            TransactionSynchronizationManager.bindResource(this, raising);
            TransactionSynchronizationManager.registerSynchronization(raising);
        }
        if (!raising.whole) {
            var named = sql.execute(
                    "insert into journey_change (journey_id) select distinct id from ({0}) as asked (id)"
                            + " where id is not null limit {1} on conflict do nothing",
                    journeys, DSL.inline(NAMED));
            raising.whole = named >= NAMED;
        }
    }

    /** What a transaction says of its journeys when it ends. */
    private final class Raising implements TransactionSynchronization {
        private boolean whole;

        @Override
        public void beforeCommit(boolean readOnly) {
            var stamp = sql.fetchSingle("insert into journey_stamp default values on conflict (workspace_id)"
                            + " do update set stamp = journey_stamp.stamp + 1 returning stamp")
                    .get(0, Long.class);
            sql.execute("insert into journey_stamped (stamp, whole) values (?, ?)", stamp, whole);
            if (stamp % 100 == 0) {
                sql.execute(
                        "with old as (delete from journey_stamped where stamp <= ? returning transaction)"
                                + " delete from journey_change c using old where c.transaction = old.transaction",
                        stamp - REMEMBERED);
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(JourneyStamp.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(JourneyStamp.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(JourneyStamp.this);
        }
    }
}
