package io.diabolo.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Every column that names a record of a kind, for whoever has to follow it when two records become one: what the database
 * declares as a foreign key, and what names records without declaring it.
 */
@Component
class ReferringColumns {
    /** Their tables lie in modules that the named records know nothing of, so no key is declared. */
    private static final List<Undeclared> UNDECLARED = List.of(
            new Undeclared("journey", "company_id", "company"),
            new Undeclared("journey", "person_id", "person"),
            // Of any kind, but an id names one record: people aren't handed over, leads and opportunities don't merge.
            new Undeclared("handoff", "subject_id", "company"));

    /**
     * What names a record and stays with it: its own history, values, search entry, who opened it lately, and how it was
     * judged beside others.
     * The ledger's entries are never changed; an erasure and a reason to keep somebody are looked up for all who were
     * merged. Clocks and sheets are about leads and what follows them, which aren't merged; what a member was told stays as it was said.
     */
    static final Set<String> STAYING = Set.of(
            "change",
            "custom_value",
            "search_entry",
            "recent_record",
            "duplicate_pair",
            "journey_entry",
            "erasure",
            "retention_exception",
            "clock",
            "sheet_answer",
            "notification",
            "queue_snooze",
            // what was done, and told others, about the record that it was
            "automation_inbox",
            "automation_run",
            "automation_match",
            "webhook_delivery");

    private final DSLContext sql;

    ReferringColumns(DSLContext sql) {
        this.sql = sql;
    }

    private record Undeclared(String table, String column, String parent) {}

    /**
     * @param versioned whether the row's version has to grow with a change
     * @param others each unique key that the column is part of
     */
    record Column(String table, String column, boolean versioned, List<Key> others, List<String> all) {}

    /**
     * @param columns the key's further columns
     * @param where which rows it is for, as SQL
     */
    record Key(List<String> columns, String where) {}

    /** All columns that refer to rows of this table. */
    List<Column> to(String parent) {
        var all = new ArrayList<Column>();
        sql.fetch("""
                select c.relname, a.attname
                from pg_constraint f
                join pg_class c on c.oid = f.conrelid
                join pg_class p on p.oid = f.confrelid
                join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname <> 'workspace_id'
                where f.contype = 'f' and f.connamespace = 'public'::regnamespace and p.relname = ?
                order by 1, 2
                """, parent).forEach(row -> all.add(column(row.get(0, String.class), row.get(1, String.class))));
        all.removeIf(column -> STAYING.contains(column.table()));
        UNDECLARED.stream()
                .filter(one -> one.parent().equals(parent))
                .forEach(one -> all.add(column(one.table(), one.column())));
        return all;
    }

    private Column column(String table, String column) {
        var names = sql.fetchValues("""
                select attname::text from pg_attribute
                where attrelid = format('public.%I', ?::text)::regclass and attnum > 0 and not attisdropped
                """, table);
        var others = sql.fetch("""
                select array(select a.attname::text from pg_attribute a
                             where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.attname not in ('workspace_id', ?)),
                       coalesce(pg_get_expr(i.indpred, i.indrelid), 'true')
                from pg_index i
                where i.indrelid = format('public.%I', ?::text)::regclass and i.indisunique
                  and exists (select from pg_attribute a
                              where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.attname = ?)
                """, column, table, column)
                .map(row -> new Key(List.of(row.get(0, String[].class)), row.get(1, String.class)));
        return new Column(table, column, names.contains("version"), others, all(names));
    }

    private static List<String> all(List<?> names) {
        return names.stream().map(Object::toString).toList();
    }
}
