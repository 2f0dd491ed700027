package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.records.Undo.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What was changed, by whom and through what: the audit log, and the history of one record. */
@Service
public class ChangeLog {
    /** A record's page shows far fewer; {@link FieldHistory} goes through them all. */
    private static final int NEWEST = 200;

    private final DSLContext sql;
    private final ChangeLines changes;
    private final Undo undo;
    private final Lists lists;
    private final JsonMapper json;

    ChangeLog(DSLContext sql, ChangeLines changes, Undo undo, Lists lists, JsonMapper json) {
        this.sql = sql;
        this.changes = changes;
        this.undo = undo;
        this.lists = lists;
        this.json = json;
    }

    /**
     * One change set as the log shows it.
     *
     * @param undoneAt null while it stands
     * @param undoable by the one who asks, now
     */
    public record Entry(
            UUID id,
            String member,
            String origin,
            String action,
            String title,
            long created,
            long updated,
            long deleted,
            Instant at,
            @Nullable Instant undoneAt,
            boolean undoable) {}

    /** One line of a record's history: what a field was and became; by column, as it stands in JSON. */
    public record Line(
            UUID changeSet,
            String member,
            String kind,
            Instant at,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            boolean undone) {}

    /** The newest first, from behind the one named. Members see what they did, administrators everything. */
    @Transactional(readOnly = true)
    public List<Entry> entries(@Nullable UUID after, int limit, Actor me) {
        return sql.select(CHANGE_SET.asterisk(), MEMBER.NAME)
                .from(CHANGE_SET)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(CHANGE_SET.WORKSPACE_ID))
                .and(MEMBER.ID.eq(CHANGE_SET.MEMBER_ID))
                .where(mine(me))
                .and(after == null ? noCondition() : behind(after))
                .orderBy(CHANGE_SET.CREATED_AT.desc(), CHANGE_SET.ID.desc())
                .limit(limit)
                .fetch(row -> entry(row, me));
    }

    private static Condition mine(Actor me) {
        return me.administrator()
                ? noCondition()
                : CHANGE_SET.MEMBER_ID.eq(me.member().value());
    }

    private Condition behind(UUID after) {
        var at = sql.select(CHANGE_SET.CREATED_AT)
                .from(CHANGE_SET)
                .where(CHANGE_SET.ID.eq(after))
                .fetchOptional(CHANGE_SET.CREATED_AT)
                .orElseThrow(() -> new NoSuchRecord("change_set", after));
        return row(CHANGE_SET.CREATED_AT, CHANGE_SET.ID).lt(at, after);
    }

    /** @throws NoSuchRecord when it doesn't exist or is another member's */
    @Transactional(readOnly = true)
    public Entry find(UUID id, Actor me) {
        return sql.select(CHANGE_SET.asterisk(), MEMBER.NAME)
                .from(CHANGE_SET)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(CHANGE_SET.WORKSPACE_ID))
                .and(MEMBER.ID.eq(CHANGE_SET.MEMBER_ID))
                .where(CHANGE_SET.ID.eq(id))
                .and(mine(me))
                .fetchOptional(row -> entry(row, me))
                .orElseThrow(() -> new NoSuchRecord("change_set", id));
    }

    /** What a change set is called, such as the files of an import; the list it opens names it to whoever may see the list. */
    @Transactional(readOnly = true)
    public Optional<String> title(UUID id) {
        return sql.select(CHANGE_SET.TITLE)
                .from(CHANGE_SET)
                .where(CHANGE_SET.ID.eq(id))
                .fetchOptional(CHANGE_SET.TITLE)
                .filter(title -> !title.isBlank());
    }

    /** What the undo of this set, or this undo, left as it was. */
    @Transactional(readOnly = true)
    public List<Kept> kept(UUID id) {
        return sql
                .select(CHANGE_SET.KEPT)
                .from(CHANGE_SET)
                .where(CHANGE_SET.ID.eq(id).or(CHANGE_SET.UNDOES.eq(id)))
                .fetch(row -> List.of(json.readValue(row.value1().data(), Kept[].class)))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private Entry entry(Record row, Actor me) {
        var set = row.into(CHANGE_SET);
        var voided = set.getVoidedAt();
        var at = set.getCreatedAt().toInstant();
        return new Entry(
                set.getId(),
                row.get(MEMBER.NAME) == null ? "" : row.get(MEMBER.NAME),
                set.getOrigin(),
                set.getAction(),
                set.getTitle(),
                set.getCreated(),
                set.getUpdated(),
                set.getDeleted(),
                at,
                voided == null ? null : voided.toInstant(),
                voided == null
                        && set.getUndoes() == null
                        && set.getCreated() + set.getUpdated() + set.getDeleted() > 0
                        && mayUndo(set.getMemberId(), me)
                        && undo.isPossible(at));
    }

    private static boolean mayUndo(UUID whose, Actor me) {
        return me.scope().includes(me.member().value().equals(whose) ? Scope.WRITE : Scope.ADMIN);
    }

    /** The newest lines of one record's history, the newest first. Reads the index change_history. */
    @Transactional(readOnly = true)
    public List<Line> history(RecordType type, UUID id, Actor me) {
        if (lists.find(type, id, true, me) == null) {
            throw new NoSuchRecord(type.id(), id);
        }
        return changes.of(type, id, noCondition(), null, NEWEST).stream()
                .map(line -> new Line(
                        line.changeSet(),
                        line.member(),
                        line.kind(),
                        line.at(),
                        line.before(),
                        line.after(),
                        line.undone()))
                .toList();
    }
}
