package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The first human touch keeps the promise: a call, mail, meeting or note that a person writes down, of the lead or its
 * person. One that was written down before and is edited, merged or brought back isn't a touch.
 */
@Component
class StopOnTouch implements Follower {
    /** More at once are an import's past. */
    private static final int TOUCHES = 50;

    private static final Set<String> BY_PEOPLE = Set.of("page", "api");

    private final DSLContext sql;
    private final ResponseClocks clocks;

    StopOnTouch(DSLContext sql, ResponseClocks clocks) {
        this.sql = sql;
        this.clocks = clocks;
    }

    @Override
    public void written(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (!type.id().equals("activity") || !isAnyAwaited()) {
            return;
        }
        var written = ids.asTable("written");
        var few = sql.select(written.field(0, UUID.class))
                .from(written)
                .limit(TOUCHES + 1)
                .fetch()
                .map(Record1::value1);
        if (few.size() > TOUCHES) {
            return;
        }
        // A mail from the lead isn't an answer to it.
        sql.select(ACTIVITY.LEAD_ID, ACTIVITY.PERSON_ID, ACTIVITY.CREATED_IN, ACTIVITY.AT)
                .from(ACTIVITY)
                .join(CHANGE_SET)
                .on(CHANGE_SET.ID.eq(ACTIVITY.CREATED_IN))
                .where(ACTIVITY.ID.in(few))
                .and(Touch.ofThisCommand())
                .and(ACTIVITY.DELETED_AT.isNull())
                .and(ACTIVITY.KIND.in("call", "mail", "meeting", "note"))
                .andNot(ACTIVITY.KIND.eq("mail").and(ACTIVITY.DIRECTION.isNotDistinctFrom("inbound")))
                .and(CHANGE_SET.ORIGIN.in(BY_PEOPLE))
                .forEach(row -> touched(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    private boolean isAnyAwaited() {
        return sql.fetchExists(CLOCK, CLOCK.KIND.eq(ResponseClocks.KIND), CLOCK.STOPPED_AT.isNull())
                || sql.fetchExists(LEAD, LEAD.CAME_BACK_AT.isNotNull());
    }

    private void touched(@Nullable UUID lead, @Nullable UUID person, UUID changeSet, OffsetDateTime at) {
        if (lead != null) {
            clocks.settle(lead, at, changeSet);
        }
        if (person != null) {
            sql.select(LEAD.ID)
                    .from(LEAD)
                    .where(LEAD.PERSON_ID.eq(person))
                    .and(LEAD.STATUS.in("new", "working"))
                    .fetch(LEAD.ID)
                    .forEach(id -> clocks.settle(id, at, changeSet));
        }
    }
}
