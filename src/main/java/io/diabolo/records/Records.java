package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records of any type and what can be done with one of them. Values come by field name as forms or JSON give them. Rights
 * are checked here, so page, API and import agree: who sees a record may change it.
 */
@Service
public class Records {
    private final Lists lists;
    private final RecordWriter writer;
    private final ChangeSets changeSets;

    Records(Lists lists, RecordWriter writer, ChangeSets changeSets) {
        this.lists = lists;
        this.writer = writer;
        this.changeSets = changeSets;
    }

    /** What a command left: the record as it is now, and the change set that can be undone (null: nothing changed). */
    public record Saved(RecordRow record, @Nullable UUID changeSet) {}

    /** @throws NoSuchRecord also if {@code me} can't see it, or if it lies in the bin */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public RecordRow get(RecordType type, UUID id, Actor me) {
        var row = lists.find(type, id, false, me);
        if (row == null) {
            throw new NoSuchRecord(type.id(), id);
        }
        return row;
    }

    @Transactional
    public Saved create(RecordType type, Map<String, ? extends @Nullable Object> input, Actor me) {
        mayWrite(type, me);
        var changeSet = changeSets.open(me, type.id() + ".created", "");
        var id = writer.create(type, input, changeSet, me);
        return saved(type, id, changeSet, me);
    }

    /**
     * @param version the one that the values were taken from; null takes what is there
     * @throws io.diabolo.platform.StaleVersion when someone changed it meanwhile
     */
    @Transactional
    public Saved update(
            RecordType type,
            UUID id,
            Map<String, ? extends @Nullable Object> input,
            @Nullable Integer version,
            Actor me) {
        mayWrite(type, me);
        writer.lock(type, id, version, me);
        var changeSet = changeSets.open(me, type.id() + ".updated", "");
        if (writer.update(type, id, input, changeSet, me) || changeSets.isFilled(changeSet)) {
            return saved(type, id, changeSet, me);
        }
        changeSets.forget(changeSet);
        return new Saved(get(type, id, me), null);
    }

    /** Creates a record as part of a command, in its change set and with the rights and rules of its own type. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID createAlong(RecordType type, Map<String, ? extends @Nullable Object> input, UUID changeSet, Actor me) {
        mayWrite(type, me);
        return writer.create(type, input, changeSet, me);
    }

    /** Changes a further record as part of a command, in its change set and with the rights and rules of its own type. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void updateAlong(
            RecordType type, UUID id, Map<String, ? extends @Nullable Object> input, UUID changeSet, Actor me) {
        mayWrite(type, me);
        writer.lock(type, id, null, me);
        writer.update(type, id, input, changeSet, me);
    }

    /** Puts a further record into the bin as part of a command, in its change set. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteAlong(RecordType type, UUID id, UUID changeSet, Actor me) {
        mayWrite(type, me);
        writer.lock(type, id, null, me);
        writer.delete(type, id, changeSet, me);
    }

    /** To the bin, from where it can be taken back. */
    @Transactional
    public UUID delete(RecordType type, UUID id, @Nullable Integer version, Actor me) {
        mayWrite(type, me);
        writer.lock(type, id, version, me);
        var changeSet = changeSets.open(me, type.id() + ".deleted", writer.label(type, id));
        writer.delete(type, id, changeSet, me);
        return changeSet;
    }

    /** Out of the bin; nothing happens to what somebody took out of it already. */
    @Transactional
    public Saved restore(RecordType type, UUID id, Actor me) {
        mayWrite(type, me);
        if (lists.find(type, id, true, me) == null) {
            throw new NoSuchRecord(type.id(), id);
        }
        if (!writer.lockInBin(type, id)) {
            return new Saved(get(type, id, me), null);
        }
        var changeSet = changeSets.open(me, type.id() + ".restored", writer.label(type, id));
        writer.restore(type, id, changeSet, me);
        return new Saved(get(type, id, me), changeSet);
    }

    private Saved saved(RecordType type, UUID id, UUID changeSet, Actor me) {
        changeSets.entitle(changeSet, writer.label(type, id));
        // Who gives a record away may no longer see it, but is told what became of it.
        var row = lists.find(type, id, false, me);
        return new Saved(row == null ? new RecordRow(id, 0, Map.of()) : row, changeSet);
    }

    static void mayWrite(RecordType type, Actor me) {
        me.mayWrite();
        if (type.isReadOnly()) {
            throw new NotAllowed("read-only");
        }
    }
}
