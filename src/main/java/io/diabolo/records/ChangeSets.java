package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.CHANGE_SET;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Change sets as commands write them. Reading and undoing stand in their own classes. */
@Service
public class ChangeSets {
    private final DSLContext sql;
    private final JsonMapper json;
    private final Announcements announcements;
    private final ObjectProvider<HearsCommands> hearing;

    ChangeSets(DSLContext sql, JsonMapper json, Announcements announcements, ObjectProvider<HearsCommands> hearing) {
        this.sql = sql;
        this.json = json;
        this.announcements = announcements;
        this.hearing = hearing;
    }

    /**
     * Opens the change set of a command, in the command's transaction.
     *
     * @param action what is done, the tail of the text {@code change.<action>}: {@code lead.created}, {@code import}
     * @param title of the record or file concerned, shown in the log
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID open(Actor me, String action, String title) {
        return open(
                me,
                action,
                title,
                hearing.orderedStream()
                        .map(one -> one.causeOf(me))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** @param causedBy the change set of which this one is a consequence */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID open(Actor me, String action, String title, @Nullable UUID causedBy) {
        var id = sql.insertInto(CHANGE_SET)
                .set(CHANGE_SET.MEMBER_ID, me.member().value())
                .set(CHANGE_SET.ORIGIN, me.origin().id())
                .set(CHANGE_SET.ACTION, action)
                .set(CHANGE_SET.TITLE, title)
                .set(CHANGE_SET.CAUSED_BY, causedBy)
                .returningResult(CHANGE_SET.ID)
                .fetchSingle()
                .value1();
        hearing.orderedStream().forEach(one -> one.opened(id, action, me));
        return id;
    }

    /** Names the record concerned once it has a name. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void entitle(UUID changeSet, String title) {
        sql.update(CHANGE_SET)
                .set(CHANGE_SET.TITLE, title)
                .where(CHANGE_SET.ID.eq(changeSet))
                .execute();
    }

    /** A command may have changed no value of its own record, but one of another's. */
    boolean isFilled(UUID changeSet) {
        return sql.fetchExists(CHANGE, CHANGE.CHANGE_SET_ID.eq(changeSet));
    }

    /** Nothing changed, so there is nothing to remember. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(UUID changeSet) {
        sql.deleteFrom(CHANGE_SET).where(CHANGE_SET.ID.eq(changeSet)).execute();
    }

    /** The record carries the set's id in created_in; the row here is its history's first line. */
    public void created(UUID changeSet, String type, UUID record) {
        write(changeSet, type, record, "created", Map.of(), Map.of());
        count(changeSet, 1, 0, 0);
    }

    /** Many that the command made by its own SQL; pages are told by whoever writes so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void createdAll(UUID changeSet, String type, Collection<UUID> records) {
        sql.execute(
                "insert into change (change_set_id, record_type, record_id, kind, before, after)"
                        + " select {0}, {1}, r, 'created', '{}', '{}' from unnest({2}) r",
                val(changeSet), val(type), val(records.toArray(UUID[]::new)));
        count(changeSet, records.size(), 0, 0);
    }

    /** Old and new values by column, as they stand in JSON. */
    public void updated(
            UUID changeSet,
            String type,
            UUID record,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        write(changeSet, type, record, "updated", before, after);
        count(changeSet, 0, 1, 0);
    }

    public void deleted(UUID changeSet, String type, UUID record) {
        write(changeSet, type, record, "deleted", Map.of(), Map.of());
        count(changeSet, 0, 0, 1);
    }

    public void restored(UUID changeSet, String type, UUID record) {
        write(changeSet, type, record, "restored", Map.of(), Map.of());
        count(changeSet, 0, 1, 0);
    }

    /** Adds what a set-based command wrote with its own SQL. */
    public void count(UUID changeSet, int created, int updated, int deleted) {
        sql.update(CHANGE_SET)
                .set(CHANGE_SET.CREATED, CHANGE_SET.CREATED.plus(created))
                .set(CHANGE_SET.UPDATED, CHANGE_SET.UPDATED.plus(updated))
                .set(CHANGE_SET.DELETED, CHANGE_SET.DELETED.plus(deleted))
                .where(CHANGE_SET.ID.eq(changeSet))
                .execute();
    }

    private void write(
            UUID changeSet,
            String type,
            UUID record,
            String kind,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        sql.insertInto(CHANGE)
                .set(CHANGE.CHANGE_SET_ID, changeSet)
                .set(CHANGE.RECORD_TYPE, type)
                .set(CHANGE.RECORD_ID, record)
                .set(CHANGE.KIND, kind)
                .set(CHANGE.BEFORE, JSONB.valueOf(json.writeValueAsString(before)))
                .set(CHANGE.AFTER, JSONB.valueOf(json.writeValueAsString(after)))
                // What one command changes twice goes back to what it was before the first time.
                .onConflict(CHANGE.WORKSPACE_ID, CHANGE.CHANGE_SET_ID, CHANGE.RECORD_TYPE, CHANGE.RECORD_ID)
                .doUpdate()
                .set(CHANGE.BEFORE, DSL.field("excluded.before || change.before", JSONB.class))
                .set(CHANGE.AFTER, DSL.field("change.after || excluded.after", JSONB.class))
                .execute();
        announcements.changed(type);
        announcements.changed(type + "-" + record);
    }
}
