package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Undo.Kept;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Puts the old values of a change set back, where they still are what the set wrote; set-based, for any number. */
@Component
class ChangedValues {
    private final DSLContext sql;
    private final RecordTypes types;
    private final RecordsBatch batch;
    private final RecordColumns columns;

    ChangedValues(DSLContext sql, RecordTypes types, RecordsBatch batch, RecordColumns columns) {
        this.sql = sql;
        this.types = types;
        this.batch = batch;
        this.columns = columns;
    }

    /** @return how many records it touched */
    long setBack(UUID set, UUID undo, KeptRecords kept, Actor me) {
        long touched = 0;
        var kinds = sql.selectDistinct(CHANGE.RECORD_TYPE)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(set))
                .and(CHANGE.KIND.ne("created"))
                .fetch(CHANGE.RECORD_TYPE);
        for (var kind : kinds) {
            var type = types.byId(kind).filter(one -> !one.isReadOnly()).orElse(null);
            var table = type == null ? plainTable(kind) : type.table();
            if (table == null) {
                continue;
            }
            var keys = keys(set, kind);
            touched += values(set, kind, table, keys, kept, type);
            touched += marks(set, kind, table);
            if (type != null) {
                follow(type, set, undo, keys, me);
            }
        }
        return touched;
    }

    /** A table without lists of its own, such as that of activities. */
    private static org.jooq.@org.jspecify.annotations.Nullable Table<?> plainTable(String kind) {
        var found = io.diabolo.jooq.Public.PUBLIC.getTable(kind);
        return found != null && found.field("id") != null && found.field("created_in") != null ? found : null;
    }

    private Set<String> keys(UUID set, String kind) {
        return new HashSet<>(sql.fetch("""
                        select distinct jsonb_object_keys(after) from change
                        where change_set_id = {0} and record_type = {1} and kind = 'updated'
                        """, val(set), val(kind)).getValues(0, String.class));
    }

    private long values(
            UUID set,
            String kind,
            org.jooq.Table<?> table,
            Set<String> keys,
            KeptRecords kept,
            @org.jspecify.annotations.Nullable RecordType type) {
        var plain =
                keys.stream().filter(key -> table.field(key) != null).sorted().toList();
        var custom =
                keys.stream().filter(key -> key.startsWith("custom.")).sorted().toList();
        if (plain.isEmpty() && custom.isEmpty()) {
            return 0;
        }
        listChanged(set, kind, table, plain, custom, kept, type);
        var assigned = new ArrayList<QueryPart>();
        plain.forEach(
                key -> assigned.add(field("{0} = case when {1} then b.{0} else t.{0} end", name(key), still(key))));
        if (!custom.isEmpty()) {
            assigned.add(field("custom = {0}", customBack(custom)));
        }
        if (table.field("version") != null) {
            assigned.add(field("version = t.version + 1"));
        }
        return sql.execute(
                """
                update {0} t set {1}
                from change c
                cross join lateral jsonb_populate_record(null::{0}, c.before - 'custom') b
                cross join lateral jsonb_populate_record(null::{0}, c.after - 'custom') a
                where c.change_set_id = {2} and c.record_type = {3} and c.kind = 'updated' and t.id = c.record_id
                """, table.getUnqualifiedName(), DSL.list(assigned.toArray(QueryPart[]::new)), val(set), val(kind));
    }

    /** The set gave this column a value, and it is still there. */
    private static Condition still(String key) {
        return condition("jsonb_exists(c.after, {0}) and t.{1} is not distinct from a.{1}", val(key), name(key));
    }

    private static Field<?> customBack(List<String> keys) {
        Field<?> custom = field("t.custom");
        for (var key : keys) {
            var own = val(key.substring("custom.".length()));
            custom = field("""
                    case when not {0} then {1}
                         when coalesce(c.before -> {2}, 'null') = 'null' then ({1}) - {3}
                         else jsonb_set({1}, array[{3}], c.before -> {2}) end""", customStill(key), custom, val(key), own);
        }
        return custom;
    }

    private static Condition customStill(String key) {
        return condition(
                "(jsonb_exists(c.after, {0}) and coalesce(t.custom -> {1}, 'null') = coalesce(c.after -> {0}, 'null'))",
                val(key), val(key.substring("custom.".length())));
    }

    private void listChanged(
            UUID set,
            String kind,
            org.jooq.Table<?> table,
            List<String> plain,
            List<String> custom,
            KeptRecords kept,
            @org.jspecify.annotations.Nullable RecordType type) {
        Condition other = DSL.falseCondition();
        for (var key : plain) {
            other = other.or(
                    condition("jsonb_exists(c.after, {0}) and t.{1} is distinct from a.{1}", val(key), name(key)));
        }
        for (var key : custom) {
            other = other.or(condition("jsonb_exists(c.after, {0})", val(key))
                    .and(customStill(key).not()));
        }
        Field<?> label = type == null
                ? DSL.inline("")
                : field(
                        "t.{0}",
                        name(type.field(type.defaultColumns().getFirst())
                                .column()
                                .getName()));
        var rows = sql.fetch("""
                select t.id, {4}, count(*) over () from change c
                join {0} t on t.id = c.record_id
                cross join lateral jsonb_populate_record(null::{0}, c.after - 'custom') a
                where c.change_set_id = {1} and c.record_type = {2} and c.kind = 'updated' and ({3})
                order by 1 limit 100
                """, table.getUnqualifiedName(), val(set), val(kind), other, label);
        if (!rows.isEmpty()) {
            kept.add(
                    rows.getFirst().get(2, Long.class),
                    rows.map(row -> new Kept(kind, row.get(0, UUID.class), String.valueOf(row.get(1)), "changed")));
        }
    }

    /** What was deleted returns; what was restored goes back to the bin. */
    private long marks(UUID set, String kind, org.jooq.Table<?> table) {
        if (table.field("deleted_at") == null) {
            return 0;
        }
        return sql.execute("""
                update {0} t set deleted_at = case c.kind when 'deleted' then null else c.at end, version = t.version + 1
                from change c
                where c.change_set_id = {1} and c.record_type = {2} and c.kind in ('deleted', 'restored')
                  and t.id = c.record_id and (t.deleted_at is not null) = (c.kind = 'deleted')
                """, table.getUnqualifiedName(), val(set), val(kind));
    }

    private void follow(RecordType type, UUID set, UUID undo, Set<String> keys, Actor me) {
        var ids = select(CHANGE.RECORD_ID)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(set))
                .and(CHANGE.RECORD_TYPE.eq(type.id()))
                .and(CHANGE.KIND.ne("created"));
        var changed = new HashSet<>(columns.fieldsOf(type, keys));
        changed.add("deleted_at");
        type.written(
                new Written(undo, Set.copyOf(sql.fetch(ids).getValues(CHANGE.RECORD_ID)), false, changed, Map.of()),
                me);
        batch.indexed(type, ids);
    }
}
