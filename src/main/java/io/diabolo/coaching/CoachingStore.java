package io.diabolo.coaching;

import static io.diabolo.jooq.Tables.COACHING_NOTE;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.directory.AgreedTasks;
import io.diabolo.jooq.tables.records.CoachingNoteRecord;
import io.diabolo.mentions.Mentions;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of coaching notes, with what hangs on them. */
@Component
class CoachingStore {
    private static final int SHOWN = 200;
    private final DSLContext sql;
    private final CoachingSubjects subjects;
    private final AgreedTasks tasks;
    private final Mentions mentions;

    CoachingStore(DSLContext sql, CoachingSubjects subjects, AgreedTasks tasks, Mentions mentions) {
        this.sql = sql;
        this.subjects = subjects;
        this.tasks = tasks;
        this.mentions = mentions;
    }

    /** Reads the index coaching_note_of_member. */
    List<CoachingNote> of(MemberId member, boolean shared, Actor me) {
        return notes(
                COACHING_NOTE
                        .MEMBER_ID
                        .eq(member.value())
                        .and(shared ? COACHING_NOTE.SHARED_AT.isNotNull() : noCondition()),
                me);
    }

    @Nullable
    CoachingNote find(UUID id, Actor me) {
        return notes(COACHING_NOTE.ID.eq(id), me).stream().findFirst().orElse(null);
    }

    @Nullable
    CoachingNoteRecord lock(UUID id) {
        return sql.selectFrom(COACHING_NOTE)
                .where(COACHING_NOTE.ID.eq(id))
                .forUpdate()
                .fetchOne();
    }

    /** When each of these was talked to last. Reads the index coaching_note_of_member. */
    Map<UUID, LocalDate> last(Collection<UUID> members) {
        return sql.select(COACHING_NOTE.MEMBER_ID, max(COACHING_NOTE.TALKED_ON))
                .from(COACHING_NOTE)
                .where(COACHING_NOTE.MEMBER_ID.in(members))
                .and(COACHING_NOTE.DELETED_AT.isNull())
                .groupBy(COACHING_NOTE.MEMBER_ID)
                .fetchMap(COACHING_NOTE.MEMBER_ID, row -> row.value2());
    }

    private List<CoachingNote> notes(Condition which, Actor me) {
        var rows = sql.select(COACHING_NOTE.fields())
                .select(MEMBER.NAME)
                .from(COACHING_NOTE)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(COACHING_NOTE.WORKSPACE_ID))
                .and(MEMBER.ID.eq(COACHING_NOTE.AUTHOR_ID))
                .where(which)
                .and(COACHING_NOTE.DELETED_AT.isNull())
                .orderBy(COACHING_NOTE.TALKED_ON.desc(), COACHING_NOTE.ID.desc())
                .limit(SHOWN)
                .fetch();
        var ids = rows.getValues(COACHING_NOTE.ID);
        var about = subjects.of(ids, me);
        var agreed = tasks.of(ids);
        var named = mentions.of(CoachingNotes.TEXT, ids);
        return rows.map(row -> {
            var id = row.get(COACHING_NOTE.ID);
            var shared = row.get(COACHING_NOTE.SHARED_AT);
            return new CoachingNote(
                    id,
                    new MemberId(row.get(COACHING_NOTE.MEMBER_ID)),
                    new MemberId(row.get(COACHING_NOTE.AUTHOR_ID)),
                    row.get(MEMBER.NAME),
                    row.get(COACHING_NOTE.BODY),
                    row.get(COACHING_NOTE.TALKED_ON),
                    shared == null ? null : shared.toInstant(),
                    row.get(COACHING_NOTE.VERSION),
                    about.getOrDefault(id, List.of()),
                    agreed.getOrDefault(id, List.of()),
                    named.getOrDefault(id, List.of()));
        });
    }
}
