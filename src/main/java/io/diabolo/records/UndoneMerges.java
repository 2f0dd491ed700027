package io.diabolo.records;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Undo.Kept;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the undo of a merge asks beyond that of another change: is it its turn, and what came to the survivor since. */
@Component
class UndoneMerges {
    private final DSLContext sql;
    private final RecordTypes types;
    private final ReferringColumns columns;

    UndoneMerges(DSLContext sql, RecordTypes types, ReferringColumns columns) {
        this.sql = sql;
        this.types = types;
        this.columns = columns;
    }

    /** The name of the record into which the survivor went on, all it had with it; null when it stands for itself. */
    @Nullable
    String mergedOn(UUID changeSet) {
        for (var type : types.all()) {
            if (!Merges.isPossible(type)) {
                continue;
            }
            var onward = sql.fetchOne(
                    """
                    select {0}::text from {1} t join {1} onward on onward.id = t.merged_into
                    where t.id in ({2})
                    """,
                    name("onward", nameColumn(type)), type.table().getUnqualifiedName(), survivors(type, changeSet));
            if (onward != null) {
                return onward.get(0, String.class);
            }
        }
        return null;
    }

    private static String nameColumn(RecordType type) {
        return type.field(type.defaultColumns().getFirst()).column().getName();
    }

    /** The records that got what others had. */
    private org.jooq.QueryPart survivors(RecordType type, UUID changeSet) {
        return DSL.sql(
                "select (after ->> 'merged_into')::uuid from change where change_set_id = {0} and record_type = {1}"
                        + " and kind = 'updated' and jsonb_exists(after, 'merged_into')"
                        + " and before ->> 'merged_into' is null",
                val(changeSet), val(type.id()));
    }

    /** Records that came after the merge name the survivor and go on doing so. */
    void addedSince(UUID changeSet, KeptRecords kept, Actor me) {
        if (!Merges.isMerge(sql, changeSet)) {
            return;
        }
        for (var merged : types.all()) {
            if (!Merges.isPossible(merged)) {
                continue;
            }
            var survivors = new HashSet<UUID>(
                    sql.resultQuery("{0}", survivors(merged, changeSet)).fetch(row -> row.get(0, UUID.class)));
            if (survivors.isEmpty()) {
                continue;
            }
            var referring = columns.to(merged.table().getName());
            for (var type : types.all()) {
                var own = referring.stream()
                        .filter(column -> column.table().equals(type.table().getName()))
                        .map(ReferringColumns.Column::column)
                        .toList();
                if (!type.isReadOnly() && !own.isEmpty()) {
                    list(type, own, survivors, changeSet, kept, me);
                }
            }
        }
    }

    private void list(
            RecordType type, List<String> own, Set<UUID> survivors, UUID changeSet, KeptRecords kept, Actor me) {
        var names = own.stream()
                .map(column -> type.column(column, UUID.class).in(survivors))
                .reduce(DSL.falseCondition(), (one, other) -> one.or(other));
        // Ids of change sets grow with time; when a row was made may be a day that its file told.
        var since = names.and(type.column("created_in", UUID.class).gt(changeSet))
                .and(DSL.condition("{0} is null", type.column("deleted_at", Object.class)))
                .and(Visible.to(me, type));
        var id = type.column("id", UUID.class);
        var rows = new ArrayList<Kept>();
        sql.select(id, type.field(type.defaultColumns().getFirst()).column())
                .from(type.from())
                .where(since)
                .orderBy(id)
                .limit(100)
                .forEach(row -> rows.add(new Kept(type.id(), row.value1(), String.valueOf(row.value2()), "added")));
        if (!rows.isEmpty()) {
            kept.add(sql.fetchCount(type.table(), since), rows);
        }
    }
}
