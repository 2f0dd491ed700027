package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import io.diabolo.records.Undo.Kept;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the old values of a change set back, where they still are what the set wrote; set-based, for any number. */
@Component
class ChangedValues {
    private final DSLContext sql;
    private final RecordTypes types;
    private final RecordsBatch batch;
    private final RecordColumns columns;
    private final ObjectProvider<StaysAtUndo> staying;

    ChangedValues(
            DSLContext sql,
            RecordTypes types,
            RecordsBatch batch,
            RecordColumns columns,
            ObjectProvider<StaysAtUndo> staying) {
        this.sql = sql;
        this.types = types;
        this.batch = batch;
        this.columns = columns;
        this.staying = staying;
    }

    /** @return how many records it touched */
    long setBack(UUID set, UUID undo, KeptRecords kept, Actor me) {
        long touched = 0;
        var kinds = sql.selectDistinct(CHANGE.RECORD_TYPE)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(set))
                .and(CHANGE.KIND.ne("created"))
                .fetch(CHANGE.RECORD_TYPE);
        var parts = new ArrayList<Part>();
        for (var kind : kinds) {
            var type = types.byId(kind).filter(one -> !one.isReadOnly()).orElse(null);
            var table = type == null ? plainTable(kind) : type.table();
            if (table != null) {
                parts.add(new Part(
                        set,
                        kind,
                        table,
                        type,
                        keys(set, kind),
                        new StillThere(type),
                        seen(type, me),
                        may(set, type, me)));
            }
        }
        for (var part : parts) {
            touched += values(part, kept);
            touched += marks(part);
            listHidden(part, kept);
        }
        // After all of them: what follows reads further tables than the record's own.
        parts.forEach(part -> {
            if (part.type() != null) {
                follow(part.type(), set, undo, part.keys(), me);
            }
        });
        return touched;
    }

    /**
     * Of a set the records of one kind.
     *
     * @param seen those that the one who takes back may see
     * @param may those that go back
     */
    private record Part(
            UUID set,
            String kind,
            org.jooq.Table<?> table,
            @Nullable RecordType type,
            Set<String> keys,
            StillThere still,
            Condition seen,
            Condition may) {
        List<String> plain() {
            return keys.stream()
                    .filter(key -> table.field(key) != null)
                    .sorted()
                    .toList();
        }

        List<String> custom() {
            return keys.stream()
                    .filter(key -> key.startsWith("custom."))
                    .sorted()
                    .toList();
        }

        QueryPart name() {
            return table.getUnqualifiedName();
        }
    }

    /** Rights may have changed since: what was given away is another's now. */
    private static Condition seen(@Nullable RecordType type, Actor me) {
        if (type == null || me.administrator() || me.visibility() instanceof Visibility.All) {
            return DSL.trueCondition();
        }
        var id = type.column("id", UUID.class);
        return condition("t.id in ({0})", select(id).from(type.from()).where(Visible.to(me, type)));
    }

    /** A merge moved what hung on a record, whoever sees it, and so all of it goes back with the record. */
    private Condition may(UUID set, @Nullable RecordType type, Actor me) {
        return Merges.isMerge(sql, set) ? DSL.trueCondition() : seen(type, me);
    }

    /** A table without lists of its own, such as that of activities. */
    private static org.jooq.@Nullable Table<?> plainTable(String kind) {
        var found = io.diabolo.jooq.Public.PUBLIC.getTable(kind);
        return found != null && found.field("id") != null && found.field("created_in") != null ? found : null;
    }

    private Set<String> keys(UUID set, String kind) {
        return new HashSet<>(sql.fetch("""
                        select distinct jsonb_object_keys(after) from change
                        where change_set_id = {0} and record_type = {1} and kind = 'updated'
                        """, val(set), val(kind)).getValues(0, String.class));
    }

    private long values(Part part, KeptRecords kept) {
        var plain = part.plain();
        var custom = part.custom();
        if (plain.isEmpty() && custom.isEmpty()) {
            return 0;
        }
        listChanged(part, kept);
        var assigned = new ArrayList<QueryPart>();
        plain.forEach(key -> assigned.add(field(
                "{0} = case when {1} then b.{0} else t.{0} end",
                name(key), part.still().column(key))));
        if (!custom.isEmpty()) {
            assigned.add(field("custom = {0}", customBack(custom)));
        }
        if (part.table().field("version") != null) {
            assigned.add(field("version = t.version + 1"));
        }
        return sql.execute(
                """
                update {0} t set {1}
                from change c
                cross join lateral jsonb_populate_record(null::{0}, c.before) b
                cross join lateral jsonb_populate_record(null::{0}, c.after) a
                where c.change_set_id = {2} and c.record_type = {3} and c.kind = 'updated' and t.id = c.record_id and {4}
                  and not ({5})
                """,
                part.name(),
                DSL.list(assigned.toArray(QueryPart[]::new)),
                val(part.set()),
                val(part.kind()),
                part.may(),
                stays(part.kind(), false));
    }

    private Condition stays(String kind, boolean listed) {
        Condition any = DSL.falseCondition();
        for (var one : staying) {
            any = one.kind().equals(kind) && (one.isListed() || !listed) ? any.or(one.stays()) : any;
        }
        return any;
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

    private void listChanged(Part part, KeptRecords kept) {
        var other = stays(part.kind(), true);
        for (var key : part.plain()) {
            other = other.or(part.still().gone(key));
        }
        for (var key : part.custom()) {
            other = other.or(StillThere.wrote(key).and(customStill(key).not()));
        }
        var type = part.type();
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
                cross join lateral jsonb_populate_record(null::{0}, c.after) a
                where c.change_set_id = {1} and c.record_type = {2} and c.kind = 'updated' and ({3}) and {5}
                order by 1 limit 100
                """, part.name(), val(part.set()), val(part.kind()), other, label, part.seen());
        if (!rows.isEmpty()) {
            kept.add(
                    rows.getFirst().get(2, Long.class),
                    rows.map(row ->
                            new Kept(part.kind(), row.get(0, UUID.class), String.valueOf(row.get(1)), "changed")));
        }
    }

    /** They stay as they are, and nothing is told of them. */
    private void listHidden(Part part, KeptRecords kept) {
        var rows = sql.fetch("""
                select t.id, count(*) over () from change c
                join {0} t on t.id = c.record_id
                where c.change_set_id = {1} and c.record_type = {2} and c.kind <> 'created' and not ({3})
                order by 1 limit 100
                """, part.name(), val(part.set()), val(part.kind()), part.may());
        if (!rows.isEmpty()) {
            kept.add(
                    rows.getFirst().get(1, Long.class),
                    rows.map(row -> new Kept(part.kind(), row.get(0, UUID.class), "", "hidden")));
        }
    }

    /** What was deleted returns, what was restored goes back to the bin, unless somebody did either since. */
    private long marks(Part part) {
        if (part.table().field("deleted_at") == null) {
            return 0;
        }
        return sql.execute("""
                update {0} t set deleted_at = case c.kind when 'deleted' then null else c.at end, version = t.version + 1
                from change c
                where c.change_set_id = {1} and c.record_type = {2} and c.kind in ('deleted', 'restored')
                  and t.id = c.record_id and (t.deleted_at is not null) = (c.kind = 'deleted') and {3} and {4}
                """, part.name(), val(part.set()), val(part.kind()), StillThere.mark(), part.may());
    }

    private void follow(RecordType type, UUID set, UUID undo, Set<String> keys, Actor me) {
        var ids = select(CHANGE.RECORD_ID)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(set))
                .and(CHANGE.RECORD_TYPE.eq(type.id()))
                .and(CHANGE.KIND.ne("created"));
        var changed = new HashSet<>(columns.fieldsOf(type, keys));
        changed.add("deleted_at");
        type.written(new Written(undo, ids, changed), me);
        batch.indexed(type, ids, changed);
    }
}
