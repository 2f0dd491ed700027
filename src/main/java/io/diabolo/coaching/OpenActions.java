package io.diabolo.coaching;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static org.jooq.impl.DSL.count;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What was agreed with members and isn't done. */
@Component
class OpenActions {
    private final DSLContext sql;

    OpenActions(DSLContext sql) {
        this.sql = sql;
    }

    record Counted(int open, int late) {}

    /** By member. Reads the index activity_tasks. */
    Map<UUID, Counted> of(Collection<UUID> members, LocalDate today) {
        return sql.select(ACTIVITY.OWNER_ID, count(), count().filterWhere(ACTIVITY.DUE_ON.lt(today)))
                .from(ACTIVITY)
                .where(ACTIVITY.OWNER_ID.in(members))
                .and(ACTIVITY.KIND.eq("task"))
                .and(ACTIVITY.DONE_AT.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .and(ACTIVITY.COACHING_NOTE_ID.isNotNull())
                .groupBy(ACTIVITY.OWNER_ID)
                .fetchMap(ACTIVITY.OWNER_ID, row -> new Counted(row.value2(), row.value3()));
    }
}
