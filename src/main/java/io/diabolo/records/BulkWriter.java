package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.FieldValues.Unreadable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes one value into many records, by one statement where nothing follows from it, else one by one. */
@Component
class BulkWriter {
    private final DSLContext sql;
    private final FieldValues values;
    private final RecordWriter writer;
    private final RecordsBatch batch;
    private final ChangeSets changeSets;
    private final JsonMapper json;

    BulkWriter(
            DSLContext sql,
            FieldValues values,
            RecordWriter writer,
            RecordsBatch batch,
            ChangeSets changeSets,
            JsonMapper json) {
        this.sql = sql;
        this.values = values;
        this.writer = writer;
        this.batch = batch;
        this.changeSets = changeSets;
        this.json = json;
    }

    /**
     * Makes others who write these records wait, and waits for those who are at it: what is compared, remembered and
     * written afterwards is one and the same. In the order of ids, so that two who do this don't wait for each other.
     */
    void lock(RecordType type, Select<Record1<UUID>> ids) {
        sql.fetch("""
            select count(*) from (select t.id from {0} t where t.id in ({1}) order by t.id for update) locked
            """, type.table().getUnqualifiedName(), ids);
    }

    /** The records are locked. @return how many got another value */
    long edit(ListField field, @Nullable Object raw, Select<Record1<UUID>> ids, UUID changeSet, Actor me) {
        var type = field.type();
        if (field.custom() == null && !type.isPlain(field.field())) {
            return edit(type, Collections.singletonMap(field.name(), raw), ids, changeSet, me);
        }
        var value = read(field, raw, me);
        long changed = field.custom() == null
                ? column(field, value, ids, changeSet)
                : custom(field.custom(), type, value, ids, changeSet);
        changeSets.count(changeSet, 0, Math.toIntExact(changed), 0);
        follow(type, changeSet, Set.of(field.name()), me);
        return changed;
    }

    private @Nullable Object read(ListField field, @Nullable Object raw, Actor me) {
        try {
            return values.read(field, raw, me);
        } catch (Unreadable unreadable) {
            throw new BadInput(java.util.List.of(unreadable.of("value")));
        }
    }

    /** Several fields, or one from which others follow. The records are locked. @return how many got another value */
    long edit(
            RecordType type,
            Map<String, ? extends @Nullable Object> input,
            Select<Record1<UUID>> ids,
            UUID changeSet,
            Actor me) {
        long changed = 0;
        for (var id : sql.fetch(ids).getValues(0, UUID.class)) {
            changed += writer.update(type, id, input, changeSet, me) ? 1 : 0;
        }
        return changed;
    }

    /** @throws BadInput naming each value that can't be read */
    void check(RecordType type, Map<String, ? extends @Nullable Object> input, Actor me) {
        writer.check(type, input, me);
    }

    private long column(ListField field, @Nullable Object value, Select<Record1<UUID>> ids, UUID changeSet) {
        var type = field.type();
        var column = field.field().column();
        var wanted = val(value, column);
        sql.execute(
                """
                insert into change (change_set_id, record_type, record_id, kind, before, after)
                select {0}, {1}, t.id, 'updated', jsonb_build_object({2}, t.{3}), jsonb_build_object({2}, {4})
                from {5} t where t.id in ({6}) and t.{3} is distinct from {4}
                """,
                val(changeSet),
                val(type.id()),
                org.jooq.impl.DSL.inline(column.getName()),
                name(column.getName()),
                wanted.cast(column.getDataType()),
                type.table().getUnqualifiedName(),
                ids);
        return sql.execute(
                """
                update {0} t set {1} = {2}, version = t.version + 1, updated_at = now()
                from change c where c.change_set_id = {3} and c.record_type = {4} and c.record_id = t.id
                """,
                type.table().getUnqualifiedName(),
                name(column.getName()),
                wanted.cast(column.getDataType()),
                val(changeSet),
                val(type.id()));
    }

    private long custom(
            CustomField field, RecordType type, @Nullable Object value, Select<Record1<UUID>> ids, UUID changeSet) {
        var wanted = val(JSONB.valueOf(json.writeValueAsString(CustomValues.write(value))));
        sql.execute(
                """
                insert into change (change_set_id, record_type, record_id, kind, before, after)
                select {0}, {1}, t.id, 'updated', jsonb_build_object({2}, t.custom -> {3}), jsonb_build_object({2}, {4})
                from {5} t where t.id in ({6}) and coalesce(t.custom -> {3}, 'null') <> {4}
                """,
                val(changeSet),
                val(type.id()),
                org.jooq.impl.DSL.inline(field.name()),
                org.jooq.impl.DSL.inline(field.key()),
                wanted,
                type.table().getUnqualifiedName(),
                ids);
        return sql.execute(
                """
                update {0} t set custom = case when {2} = 'null' then t.custom - {1}
                                               else jsonb_set(t.custom, array[{1}], {2}) end,
                                 version = t.version + 1, updated_at = now()
                from change c where c.change_set_id = {3} and c.record_type = {4} and c.record_id = t.id
                """,
                type.table().getUnqualifiedName(),
                org.jooq.impl.DSL.inline(field.key()),
                wanted,
                val(changeSet),
                val(type.id()));
    }

    /** The records are locked. */
    long delete(RecordType type, Select<Record1<UUID>> ids, UUID changeSet, Actor me) {
        sql.execute("""
            insert into change (change_set_id, record_type, record_id, kind)
            select {0}, {1}, t.id, 'deleted' from {2} t where t.id in ({3})
            """, val(changeSet), val(type.id()), type.table().getUnqualifiedName(), ids);
        var deleted = sql.execute("""
            update {0} t set deleted_at = c.at, version = t.version + 1
            from change c where c.change_set_id = {1} and c.record_type = {2} and c.record_id = t.id
            """, type.table().getUnqualifiedName(), val(changeSet), val(type.id()));
        changeSets.count(changeSet, 0, 0, deleted);
        follow(type, changeSet, Set.of("deleted_at"), me);
        return deleted;
    }

    private void follow(RecordType type, UUID changeSet, Set<String> changed, Actor me) {
        var ids = select(CHANGE.RECORD_ID)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(changeSet))
                .and(CHANGE.RECORD_TYPE.eq(type.id()));
        type.written(new Written(changeSet, ids, changed), me);
        batch.indexed(type, ids, changed);
    }
}
