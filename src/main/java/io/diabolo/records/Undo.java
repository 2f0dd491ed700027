package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static org.jooq.impl.DSL.sum;

import io.diabolo.jooq.tables.records.ChangeSetRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes back what a change set did, with its consequences: values go back where they still are what it wrote, created rows
 * go unless somebody changed them since or something newer needs them, deleted ones return. What is kept is listed.
 */
@Service
public class Undo {
    /** Above this many changes it is a job. */
    static final int AT_ONCE = 5_000;

    static final Duration POSSIBLE_FOR = Duration.ofDays(30);
    private static final int LISTED = 200;
    private final DSLContext sql;
    private final CreatedRows createdRows;
    private final ChangedValues changedValues;
    private final UndoneMerges merges;
    private final ObjectProvider<AfterUndo> after;
    private final Jobs jobs;
    private final JsonMapper json;
    private final Clock clock;

    Undo(
            DSLContext sql,
            CreatedRows createdRows,
            ChangedValues changedValues,
            UndoneMerges merges,
            ObjectProvider<AfterUndo> after,
            Jobs jobs,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.createdRows = createdRows;
        this.changedValues = changedValues;
        this.merges = merges;
        this.after = after;
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    /** The answer to "take this back". */
    public sealed interface Answer {
        /** @param kept the first of those that stayed as they are; there are {@code keptCount} of them */
        record Done(UUID changeSet, long removed, long setBack, List<Kept> kept, long keptCount) implements Answer {}

        /** It is much: a job does it. */
        record Begun(UUID job) implements Answer {}

        record AlreadyUndone(Instant at) implements Answer {}

        record TooOld() implements Answer {}

        /** An undo isn't undone; what it took back can be done again. */
        record IsUndo() implements Answer {}

        /** A merge whose survivor was merged itself since: that merge has to be taken back first. */
        record MergedOn(String survivor) implements Answer {}
    }

    /**
     * A record that an undo left as it is.
     *
     * @param why {@code changed}: somebody changed it since; {@code needed}: something newer refers to it; {@code added}: it came after a merge,
     *     and stays with the survivor; {@code hidden}: the
     *     one who took back may not see it any more, so its label is empty
     */
    public record Kept(String type, UUID id, String label, String why) {}

    /** How long the undo of a set that was opened then remains possible. */
    public boolean isPossible(Instant openedAt) {
        return openedAt.plus(POSSIBLE_FOR).isAfter(clock.instant());
    }

    /** Takes it back now, or begins a job when it is much. @throws NotAllowed for who neither did it nor administers */
    @Transactional
    public Answer reverse(UUID changeSet, Actor me) {
        var set = find(changeSet, me);
        var refusal = refusal(set);
        if (refusal != null) {
            return refusal;
        }
        var size = sql.select(sum(CHANGE_SET.CREATED.plus(CHANGE_SET.UPDATED).plus(CHANGE_SET.DELETED)))
                .from(CHANGE_SET)
                .where(CHANGE_SET.ID.in(tree(changeSet)))
                .fetchSingle()
                .value1();
        return size != null && size.longValue() > AT_ONCE
                ? new Answer.Begun(jobs.submit(UndoWork.KIND, set.getTitle(), new UndoWork.Wanted(changeSet), me))
                : now(set, me);
    }

    /** Takes it back in this transaction, however much it is. */
    @Transactional
    public Answer reverseNow(UUID changeSet, Actor me) {
        var set = find(changeSet, me);
        var refusal = refusal(set);
        return refusal == null ? now(set, me) : refusal;
    }

    private ChangeSetRecord find(UUID changeSet, Actor me) {
        me.mayWrite();
        var set = sql.selectFrom(CHANGE_SET)
                .where(CHANGE_SET.ID.eq(changeSet))
                .forUpdate()
                .fetchOne();
        if (set == null) {
            throw new NoSuchRecord("change_set", changeSet);
        }
        if (!set.getMemberId().equals(me.member().value())) {
            if (!me.administrator()) {
                throw new NotAllowed("undo");
            }
            me.mayAdminister();
        }
        return set;
    }

    private @org.jspecify.annotations.Nullable Answer refusal(ChangeSetRecord set) {
        if (set.getVoidedAt() != null) {
            return new Answer.AlreadyUndone(set.getVoidedAt().toInstant());
        }
        if (set.getUndoes() != null) {
            return new Answer.IsUndo();
        }
        if (!isPossible(set.getCreatedAt().toInstant())) {
            return new Answer.TooOld();
        }
        var onward = merges.mergedOn(set.getId());
        return onward == null ? null : new Answer.MergedOn(onward);
    }

    private Answer.Done now(ChangeSetRecord set, Actor me) {
        var tree = tree(set.getId());
        var undo = open(set, me);
        var kept = new KeptRecords(LISTED);
        // The newest first, so that two sets of one tree that wrote the same value both find what they left.
        var setBack = 0L;
        for (var one : tree) {
            setBack += changedValues.setBack(one, undo, kept, me);
        }
        var removed = createdRows.remove(tree, kept, me);
        merges.addedSince(set.getId(), kept, me);
        sql.update(CHANGE_SET)
                .set(CHANGE_SET.VOIDED_AT, now())
                .set(CHANGE_SET.VOIDED_BY, me.member().value())
                .where(CHANGE_SET.ID.in(tree))
                .execute();
        sql.update(CHANGE_SET)
                .set(CHANGE_SET.DELETED, Math.toIntExact(removed))
                .set(CHANGE_SET.UPDATED, Math.toIntExact(setBack))
                .set(CHANGE_SET.KEPT, JSONB.valueOf(json.writeValueAsString(kept.first())))
                .where(CHANGE_SET.ID.eq(undo))
                .execute();
        tree.forEach(one -> after.orderedStream().forEach(module -> module.undone(one, me)));
        return new Answer.Done(undo, removed, setBack, kept.first(), kept.count());
    }

    private UUID open(ChangeSetRecord set, Actor me) {
        return sql.insertInto(CHANGE_SET)
                .set(CHANGE_SET.MEMBER_ID, me.member().value())
                .set(CHANGE_SET.ORIGIN, me.origin().id())
                .set(CHANGE_SET.ACTION, "undo")
                .set(CHANGE_SET.TITLE, set.getTitle())
                .set(CHANGE_SET.UNDOES, set.getId())
                .returningResult(CHANGE_SET.ID)
                .fetchSingle()
                .value1();
    }

    /** The set and its consequences, the newest first. Reads the index change_set_tree. */
    private List<UUID> tree(UUID changeSet) {
        return sql.fetchValues("""
                with recursive tree as (
                    select id, created_at from change_set where id = ?
                    union all
                    select c.id, c.created_at from change_set c join tree t on c.caused_by = t.id
                    where c.voided_at is null)
                select id from tree order by created_at desc, id desc
                """, changeSet).stream().map(UUID.class::cast).toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
