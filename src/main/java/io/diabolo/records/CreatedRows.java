package io.diabolo.records;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.records.Schema.Link;
import io.diabolo.records.Undo.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Removes the rows that change sets created, table by table with one statement each, those that refer first. A row stays
 * when somebody else changed it since, or when something that stays refers to it.
 */
@Component
class CreatedRows {
    private final DSLContext sql;
    private final Schema schema;
    private final RecordTypes types;
    private final Announcements announcements;

    CreatedRows(DSLContext sql, Schema schema, RecordTypes types, Announcements announcements) {
        this.sql = sql;
        this.schema = schema;
        this.types = types;
        this.announcements = announcements;
    }

    /** @return how many rows of main records went */
    long remove(List<UUID> sets, KeptRecords kept, Actor me) {
        var created = schema.created();
        var typeOf = new HashMap<String, RecordType>();
        types.all().stream()
                .filter(type -> !type.isReadOnly())
                .forEach(type -> typeOf.put(type.table().getName(), type));
        long removed = 0;
        for (var table : created.tables()) {
            var type = typeOf.get(table);
            var kind = type == null ? table : type.id();
            var gone = created.withId().contains(table)
                    ? removeRecords(table, kind, created.to(table), sets)
                    : sql.execute("delete from {0} where created_in = any ({1})", name(table), ids(sets));
            removed += type == null ? 0 : gone;
            if (type != null && gone > 0) {
                announcements.changed(type.id());
            }
            if (type != null && type.table().field("version") != null) {
                list(type, sets, kept, me);
            }
        }
        return removed;
    }

    private long removeRecords(String table, String kind, List<Link> links, List<UUID> sets) {
        var t = name("t");
        Condition free = changedSince(kind, t, sets).not();
        for (var link : links) {
            free = free.and(refersTo(link, t).not());
        }
        if (table.equals("member")) {
            // Who was invited or signed in meanwhile is a person now.
            free = free.and(condition("t.state = 'placeholder'"));
        }
        var itself = links.stream().anyMatch(link -> link.child().equals(table));
        long all = 0;
        while (true) {
            var gone = sql.fetchSingle("""
                    with gone as (
                        delete from {0} t where t.created_in = any ({1}) and {2} returning t.id),
                    typed as (delete from custom_value v using gone where v.record_id = gone.id),
                    -- an array, for the planner takes what has just come for one row and would compare each entry with each
                    found as (delete from search_entry e where e.kind = {3} and e.record_id = any (array(select id from gone)))
                    select count(*) from gone
                    """, name(table), ids(sets), free, val(kind))
                    .get(0, Long.class);
            all += gone;
            // A tree of companies goes leaf by leaf.
            if (gone == 0 || !itself) {
                return all;
            }
        }
    }

    private static Condition changedSince(String kind, Name t, List<UUID> sets) {
        return condition("""
                exists (select from change c join change_set s on s.workspace_id = c.workspace_id and s.id = c.change_set_id
                        where c.record_type = {0} and c.record_id = {1}.id and c.kind <> 'created'
                          and c.change_set_id <> all ({2}) and s.voided_at is null)""", val(kind), t, ids(sets));
    }

    private static Condition refersTo(Link link, Name t) {
        Condition same = noCondition();
        for (int i = 0; i < link.childColumns().size(); i++) {
            same = same.and(condition(
                    "x.{0} = {1}.{2}",
                    name(link.childColumns().get(i)),
                    t,
                    name(link.parentColumns().get(i))));
        }
        return condition("exists (select from {0} x where {1})", name(link.child()), same);
    }

    private void list(RecordType type, List<UUID> sets, KeptRecords kept, Actor me) {
        var t = type.table();
        var createdIn = type.column("created_in", UUID.class);
        var id = type.column("id", UUID.class);
        var count = sql.fetchCount(t, createdIn.in(sets));
        if (count == 0) {
            return;
        }
        var label = type.field(type.defaultColumns().getFirst()).column();
        var changed = changedSince(type.id(), t.getUnqualifiedName(), sets);
        var rows = new ArrayList<Kept>();
        // The name of what another owns by now isn't told.
        var seen =
                me.administrator() ? DSL.trueCondition() : Visible.to(me, type).and(DSL.trueCondition());
        var told = DSL.field("case when {0} then {1}::text else '' end", String.class, seen, label);
        sql.select(id, told, DSL.field(changed))
                .from(type.from())
                .where(createdIn.in(sets))
                .orderBy(id)
                .limit(100)
                .forEach(row -> rows.add(new Kept(
                        type.id(), row.value1(), String.valueOf(row.value2()), row.value3() ? "changed" : "needed")));
        kept.add(count, rows);
    }

    private static QueryPart ids(List<UUID> sets) {
        return val(sets.toArray(UUID[]::new));
    }
}
