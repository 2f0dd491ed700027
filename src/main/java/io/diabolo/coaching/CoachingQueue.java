package io.diabolo.coaching;

import static io.diabolo.jooq.Tables.COACHING_NOTE;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of who wrote a note, that it is time to talk again, until a later note with the same member says that they did. */
@Component
@Order(71)
class CoachingQueue implements QueueSource {
    private static final io.diabolo.jooq.tables.CoachingNote LATER = COACHING_NOTE.as("later");
    private final DSLContext sql;
    private final Workspaces workspaces;

    CoachingQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("coaching_note");
    }

    /** Reads the index coaching_note_owner. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!request.desk().equals("manager")) {
            return List.of();
        }
        var today = LocalDate.ofInstant(request.now(), workspaces.settings().zone());
        return sql.select(COACHING_NOTE.ID, MEMBER.NAME, COACHING_NOTE.NAME, COACHING_NOTE.NEXT_ON, COACHING_NOTE.MEMBER_ID)
                .from(COACHING_NOTE)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(COACHING_NOTE.WORKSPACE_ID))
                .and(MEMBER.ID.eq(COACHING_NOTE.MEMBER_ID))
                .where(COACHING_NOTE.OWNER_ID.eq(request.member().value()))
                .and(COACHING_NOTE.NEXT_ON.le(today))
                .and(COACHING_NOTE.DELETED_AT.isNull())
                .and(MEMBER.STATE.eq("active"))
                .andNotExists(sql.selectOne()
                        .from(LATER)
                        .where(LATER.OWNER_ID.eq(COACHING_NOTE.OWNER_ID))
                        .and(LATER.MEMBER_ID.eq(COACHING_NOTE.MEMBER_ID))
                        .and(LATER.HELD_ON.gt(COACHING_NOTE.HELD_ON))
                        .and(LATER.DELETED_AT.isNull()))
                .orderBy(COACHING_NOTE.NEXT_ON, COACHING_NOTE.ID)
                .limit(request.limit())
                .fetch(row -> {
                    var due = Objects.requireNonNull(row.value4());
                    return new QueueEntry(
                            "coaching",
                            due.isBefore(today) ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                            null,
                            "coaching_note",
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            new Text("queue.coaching", due),
                            "queue.coaching.open",
                            "/coaching-notes/new?member=" + row.value5());
                });
    }
}
