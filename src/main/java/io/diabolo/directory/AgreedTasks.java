package io.diabolo.directory;

import static io.diabolo.jooq.Tables.ACTIVITY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tasks that were agreed in a talk between a member and a manager: tasks as all others, on the member's desk, but on no record,
 * and for the two alone.
 */
@Service
public class AgreedTasks {
    public static final int LONGEST = 500;
    private static final String TOPIC = "activity";
    private final DSLContext sql;
    private final Announcements announcements;
    private final Clock clock;

    AgreedTasks(DSLContext sql, Announcements announcements, Clock clock) {
        this.sql = sql;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** One of them. */
    public record AgreedTask(UUID id, String what, LocalDate due, boolean done) {
        public boolean isLate(LocalDate today) {
            return !done && due.isBefore(today);
        }
    }

    /**
     * Rights are the note's.
     *
     * @param what of {@link #LONGEST} characters at most
     * @return the task
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID agree(UUID note, MemberId member, String what, LocalDate due) {
        announcements.changed(TOPIC);
        return sql.insertInto(ACTIVITY)
                .set(ACTIVITY.KIND, "task")
                .set(ACTIVITY.SUBJECT, what)
                .set(ACTIVITY.BODY, "")
                .set(ACTIVITY.OWNER_ID, member.value())
                .set(ACTIVITY.COACHING_NOTE_ID, note)
                .set(ACTIVITY.AT, now())
                .set(ACTIVITY.DUE_ON, due)
                .returningResult(ACTIVITY.ID)
                .fetchSingle()
                .value1();
    }

    /**
     * Its owner has done it. No change set tells of it, for administrators read all of them.
     *
     * @return whether it is one of these, and theirs
     */
    @Transactional
    public boolean complete(UUID task, Actor me) {
        me.mayWrite();
        var done = sql.update(ACTIVITY)
                .set(ACTIVITY.DONE_AT, now())
                .set(ACTIVITY.VERSION, ACTIVITY.VERSION.plus(1))
                .where(ACTIVITY.ID.eq(task))
                .and(ACTIVITY.COACHING_NOTE_ID.isNotNull())
                .and(ACTIVITY.OWNER_ID.eq(me.member().value()))
                .and(ACTIVITY.DELETED_AT.isNull())
                .execute();
        if (done > 0) {
            announcements.changed(TOPIC);
        }
        return done > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** By note, the first due on top. Reads the index activity_of_coaching. */
    @Transactional(readOnly = true)
    public Map<UUID, List<AgreedTask>> of(Collection<UUID> notes) {
        return notes.isEmpty()
                ? Map.of()
                : sql.select(
                                ACTIVITY.COACHING_NOTE_ID,
                                ACTIVITY.ID,
                                ACTIVITY.SUBJECT,
                                ACTIVITY.DUE_ON,
                                ACTIVITY.DONE_AT)
                        .from(ACTIVITY)
                        .where(ACTIVITY.COACHING_NOTE_ID.in(notes))
                        .and(ACTIVITY.DUE_ON.isNotNull())
                        .and(ACTIVITY.DELETED_AT.isNull())
                        .orderBy(ACTIVITY.DUE_ON, ACTIVITY.ID)
                        .fetchGroups(
                                ACTIVITY.COACHING_NOTE_ID,
                                row -> new AgreedTask(
                                        row.get(ACTIVITY.ID),
                                        row.get(ACTIVITY.SUBJECT),
                                        row.get(ACTIVITY.DUE_ON),
                                        row.get(ACTIVITY.DONE_AT) != null));
    }

    /** Those of a note that went, as far as they aren't done. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(UUID note) {
        announcements.changed(TOPIC);
        sql.update(ACTIVITY)
                .set(ACTIVITY.DELETED_AT, now())
                .where(ACTIVITY.COACHING_NOTE_ID.eq(note))
                .and(ACTIVITY.DONE_AT.isNull())
                .and(ACTIVITY.DELETED_AT.isNull())
                .execute();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(UUID note) {
        announcements.changed(TOPIC);
        sql.update(ACTIVITY)
                .setNull(ACTIVITY.DELETED_AT)
                .where(ACTIVITY.COACHING_NOTE_ID.eq(note))
                .and(ACTIVITY.DONE_AT.isNull())
                .execute();
    }
}
