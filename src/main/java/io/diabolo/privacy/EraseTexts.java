package io.diabolo.privacy;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.RecordsBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Takes names, addresses and numbers out of any text of the workspace: which columns there are is asked of the catalogue, so
 * that a table which comes later is searched too.
 */
@Component
class EraseTexts {
    /** They are others' own, or handled apart: an erased person's namesake keeps their name. */
    private static final Set<String> OTHERS = Set.of(
            "person", "member", "team", "workspace_setting", "custom_field", "search_entry", "erasure", "change");

    /** A company is called what it is called. */
    private static final Set<String> OF_COMPANY = Set.of("description", "custom");

    private static final Set<String> PROSE = Set.of(
            "name",
            "subject",
            "body",
            "description",
            "next_step",
            "competitor",
            "lesson",
            "reason",
            "custom",
            "note",
            "text",
            "solution",
            "carried",
            "value",
            "said_by");

    private final DSLContext sql;
    private final RecordTypes types;
    private final RecordsBatch batch;

    EraseTexts(DSLContext sql, RecordTypes types, RecordsBatch batch) {
        this.sql = sql;
        this.types = types;
        this.batch = batch;
    }

    record Column(String table, String column, boolean json) {}

    List<Column> columns() {
        return sql
                .fetch("""
                    select c.relname, a.attname, t.typname = 'jsonb'
                    from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                    join pg_type t on t.oid = a.atttypid and t.typname in ('text', 'varchar', 'jsonb')
                    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
                      and has_table_privilege(c.oid, 'update')
                      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))
                    order by 1, 2
                    """)
                .map(row -> new Column(row.get(0, String.class), row.get(1, String.class), row.get(2, Boolean.class)))
                .stream()
                .filter(column -> !OTHERS.contains(column.table()))
                .filter(column -> !column.table().equals("company") || OF_COMPANY.contains(column.column()))
                .toList();
    }

    /**
     * Looks for them in every row; where they are found, the last name alone means them in the rest of the row.
     *
     * @param company names in which theirs may stand and stays
     * @return how many rows were changed, by table
     */
    Map<String, Long> everywhere(Traces traces, String company) {
        var counts = new TreeMap<String, Long>();
        var weak = traces.pattern();
        var strong = traces.pattern(company);
        var ids = traces.ids().toArray(String[]::new);
        // An answer without its body: who repeats the request is told that it was done.
        add(counts, "idempotent_answer", sql.execute("""
            update idempotent_answer set body = '{}', headers = '{}' where body ~* {0} or headers::text ~* {0}
            """, val(weak)));
        columns().stream()
                .collect(Collectors.groupingBy(Column::table, TreeMap::new, Collectors.toList()))
                .forEach((table, columns) ->
                        add(counts, table, rewrite(table, columns, weak, strong, ids, DSL.noCondition())));
        var values = List.of(new Column("change", "before", true), new Column("change", "after", true));
        add(counts, "change", rewrite("change", values, weak, strong, ids, DSL.condition("record_type <> 'person'")));
        found(weak);
        return counts;
    }

    private int rewrite(String table, List<Column> columns, String weak, String strong, String[] ids, Condition where) {
        var set = new HashMap<Field<?>, Field<?>>();
        Condition named = DSL.falseCondition();
        for (var column : columns) {
            var of = DSL.field(name(column.column()));
            set.put(
                    of,
                    column.json()
                            ? DSL.field("without_traces({0}, {1}, {2})", of, val(strong), val(ids))
                            : DSL.field("regexp_replace({0}, {1}, '[…]', 'gi')", of, val(strong)));
            named = named.or(DSL.condition(column.json() ? "{0}::text ~* {1}" : "{0} ~* {1}", of, val(weak)));
        }
        return sql.update(DSL.table(name(table)))
                .set(set)
                .where(named)
                .and(where)
                .execute();
    }

    /** Texts of what one of them took part in, where the last name alone means them. */
    void about(Traces traces, Circle circle) {
        var pattern = traces.pattern(circle.company());
        var ids = traces.ids().toArray(String[]::new);
        for (var column : columns()) {
            var records = circle.of(column.table());
            if (records.length > 0 && PROSE.contains(column.column())) {
                rewrite(column, pattern, ids, DSL.condition("id = any ({0})", val(records)));
            }
        }
        var all = circle.all();
        for (var column : new String[] {"before", "after"}) {
            rewrite(
                    new Column("change", column, true),
                    pattern,
                    ids,
                    DSL.condition("record_type <> 'person' and record_id = any ({0})", val(all)));
        }
        rewrite(
                new Column("change_set", "title", false),
                pattern,
                ids,
                DSL.condition(
                        "id in (select change_set_id from change where record_type <> 'person' and record_id = any"
                                + " ({0}))",
                        val(all)));
        sql.fetch("select erase_words_from_ledger(?, ?)", all, pattern);
        found(pattern);
    }

    private int rewrite(Column column, String pattern, String[] ids, Condition where) {
        Name of = name(column.column());
        return column.json()
                ? sql.execute(
                        "update {0} set {1} = without_traces({1}, {2}, {3}) where {1}::text ~* {2} and {4}",
                        name(column.table()), of, val(pattern), val(ids), where)
                : sql.execute(
                        "update {0} set {1} = regexp_replace({1}, {2}, '[…]', 'gi') where {1} ~* {2} and {3}",
                        name(column.table()), of, val(pattern), where);
    }

    /** What was found by their names is found by what its record says now. */
    private void found(String pattern) {
        types.all().forEach(type -> {
            var entries = sql.fetch("""
                select record_id from search_entry
                where kind = {0} and (label ~* {1} or detail ~* {1} or text_key ~* {1})
                """, val(type.id()), val(pattern)).getValues(0, UUID.class);
            if (!entries.isEmpty() && !type.id().equals("person")) {
                var id = type.column("id", UUID.class);
                batch.renamed(type, DSL.select(id).from(type.table()).where(id.in(entries)));
            }
        });
    }

    private static void add(Map<String, Long> counts, String table, long rows) {
        if (rows > 0) {
            counts.merge(table, rows, Long::sum);
        }
    }
}
