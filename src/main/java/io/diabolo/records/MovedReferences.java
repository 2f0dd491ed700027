package io.diabolo.records;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.jooq.Tables;
import io.diabolo.platform.Actor;
import io.diabolo.records.ReferringColumns.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Lets all that names one record name another, table by table with one statement each, and notes it in the change set, so
 * that the undo brings it back. Also what the actor may not see: it hangs on the record, not on who merges.
 */
@Component
class MovedReferences {
    private final DSLContext sql;
    private final RecordTypes types;
    private final ReferringColumns columns;
    private final RecordColumns names;
    private final RecordsBatch batch;

    MovedReferences(
            DSLContext sql, RecordTypes types, ReferringColumns columns, RecordColumns names, RecordsBatch batch) {
        this.sql = sql;
        this.types = types;
        this.columns = columns;
        this.names = names;
        this.batch = batch;
    }

    /** @return how many rows name the survivor now */
    int move(RecordType type, UUID loser, UUID survivor, UUID changeSet) {
        int moved = 0;
        for (var column : columns.to(type.table().getName())) {
            moved += move(column, kind(column.table()), loser, survivor, changeSet);
        }
        return moved + moveCustom(type, loser, survivor, changeSet);
    }

    /** As the history calls the rows of a table: by their record type, or by the table itself. */
    private String kind(String table) {
        return types.all().stream()
                .filter(type -> !type.isReadOnly() && type.table().getName().equals(table))
                .map(RecordType::id)
                .findFirst()
                .orElse(table);
    }

    private int move(Column column, String kind, UUID loser, UUID survivor, UUID changeSet) {
        var own = name(column.column());
        // A row that the survivor has already, by a unique key, stays with the loser.
        Condition free = noCondition();
        for (var key : column.others()) {
            free = free.and(notTaken(column, key, survivor));
        }
        var set = column.versioned()
                ? DSL.sql("{0} = {1}, version = t.version + 1", own, val(survivor))
                : DSL.sql("{0} = {1}", own, val(survivor));
        return sql.execute(
                """
                with moved as (
                    update {0} t set {1} where t.{2} = {3} and t.id <> {4} and {5} returning t.id)
                insert into change (change_set_id, record_type, record_id, kind, before, after)
                select {6}, {7}, id, 'updated', jsonb_build_object({8}::text, {3}), jsonb_build_object({8}::text, {4}) from moved
                on conflict (workspace_id, change_set_id, record_type, record_id)
                do update set before = excluded.before || change.before, after = change.after || excluded.after
                """,
                name(column.table()),
                set,
                own,
                val(loser),
                val(survivor),
                free,
                val(changeSet),
                val(kind),
                val(column.column()));
    }

    private static Condition notTaken(Column column, ReferringColumns.Key key, UUID survivor) {
        Condition same = noCondition();
        for (var other : key.columns()) {
            same = same.and("taken.{0} is not distinct from t.{0}", name(other));
        }
        // A key for some rows only: by their bare names the columns are the inner table's inside, the moved row's
        // outside.
        return DSL.condition(
                "(not ({4}) or not exists (select from {0} taken where taken.{1} = {2} and {3} and ({4})))",
                name(column.table()), name(column.column()), val(survivor), same, DSL.sql(key.where()));
    }

    /** Fields that the workspace added and that name records of this type. */
    private int moveCustom(RecordType type, UUID loser, UUID survivor, UUID changeSet) {
        var fields = sql.select(Tables.CUSTOM_FIELD.RECORD_TYPE, Tables.CUSTOM_FIELD.KEY)
                .from(Tables.CUSTOM_FIELD)
                .where(Tables.CUSTOM_FIELD.REFERENCE.eq(type.id()))
                .and(Tables.CUSTOM_FIELD.DELETED_AT.isNull())
                .fetch();
        int moved = 0;
        for (var field : fields) {
            var owner = types.byId(field.value1()).orElse(null);
            if (owner != null) {
                moved += sql.execute(
                        """
                        with moved as (
                            update {0} t set custom = jsonb_set(t.custom, array[{1}], to_jsonb({3}::text)), version = t.version + 1
                            where t.custom ->> {1} = {2} and t.id <> {3}::uuid returning t.id)
                        insert into change (change_set_id, record_type, record_id, kind, before, after)
                        select {4}, {5}, id, 'updated', jsonb_build_object({6}::text, {2}::text), jsonb_build_object({6}::text, {3}::text)
                        from moved
                        on conflict (workspace_id, change_set_id, record_type, record_id)
                        do update set before = excluded.before || change.before, after = change.after || excluded.after
                        """,
                        owner.table().getUnqualifiedName(),
                        val(field.value2()),
                        val(loser.toString()),
                        val(survivor.toString()),
                        val(changeSet),
                        val(owner.id()),
                        val("custom." + field.value2()));
            }
        }
        return moved;
    }

    /** What modules keep of the rows that the change set touched: journeys, names, search; after all of them have moved. */
    void follow(UUID changeSet, Actor me) {
        var keys = new LinkedHashMap<String, Set<String>>();
        sql.fetch("""
                        select distinct record_type, jsonb_object_keys(after) from change
                        where change_set_id = {0} and kind = 'updated' order by 1, 2
                        """, val(changeSet))
                .forEach(row -> keys.computeIfAbsent(row.get(0, String.class), _ -> new HashSet<>())
                        .add(row.get(1, String.class)));
        ordered(keys).forEach(type -> {
            var ids = changed(type, changeSet, noCondition());
            var written = java.util.Objects.requireNonNull(keys.get(type.id()));
            var changed = names.fieldsOf(type, written);
            if (written.contains("deleted_at")) {
                changed.add("deleted_at");
            }
            type.written(new Written(changeSet, changed(type, changeSet, standing(type)), changed), me);
            batch.indexed(type, ids, changed);
        });
    }

    private static Select<Record1<UUID>> changed(RecordType type, UUID changeSet, Condition further) {
        return select(Tables.CHANGE.RECORD_ID)
                .from(Tables.CHANGE)
                .where(Tables.CHANGE.CHANGE_SET_ID.eq(changeSet))
                .and(Tables.CHANGE.RECORD_TYPE.eq(type.id()))
                .and(further);
    }

    /** Merged records are only to be found no more: their positions and journeys are the survivor's. */
    private static Condition standing(RecordType type) {
        return Merges.isPossible(type)
                ? Tables.CHANGE.RECORD_ID.in(
                        select(type.column("id", UUID.class)).from(type.table()).where(Merges.isApart(type)))
                : noCondition();
    }

    private List<RecordType> ordered(Map<String, Set<String>> keys) {
        var all = new ArrayList<RecordType>();
        types.all().stream()
                .filter(type -> !type.isReadOnly() && keys.containsKey(type.id()))
                .forEach(all::add);
        return all;
    }
}
