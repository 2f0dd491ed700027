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
            "said_by",
            "notes",
            "said",
            "place",
            "resolution",
            "csat_comment",
            "quoted",
            "html",
            "title",
            "intro",
            "delivery");

    private final DSLContext sql;
    private final RecordTypes types;
    private final RecordsBatch batch;

    EraseTexts(DSLContext sql, RecordTypes types, RecordsBatch batch) {
        this.sql = sql;
        this.types = types;
        this.batch = batch;
    }

    /** How names are taken out of what a column holds. */
    enum Kind {
        TEXT,
        JSON,
        /** Several texts: one that was nothing but a name or an address goes. */
        TEXTS
    }

    record Column(String table, String column, Kind kind) {
        private static Column of(String table, String column, String type) {
            return new Column(
                    table, column, type.equals("jsonb") ? Kind.JSON : type.startsWith("_") ? Kind.TEXTS : Kind.TEXT);
        }

        private Field<Object> field() {
            return DSL.field(name(column));
        }

        private Condition names(String pattern) {
            return switch (kind) {
                case TEXT -> DSL.condition("{0} ~* {1}", field(), val(pattern));
                case JSON -> DSL.condition("{0}::text ~* {1}", field(), val(pattern));
                case TEXTS -> DSL.condition("array_to_string({0}, chr(10)) ~* {1}", field(), val(pattern));
            };
        }

        private Field<Object> without(String pattern, String[] ids) {
            return switch (kind) {
                case TEXT -> DSL.field("regexp_replace({0}, {1}, '[…]', 'gi')", field(), val(pattern));
                case JSON -> DSL.field("without_traces({0}, {1}, {2})", field(), val(pattern), val(ids));
                case TEXTS -> DSL.field("""
                    case when {0} is not null then array(
                        select rest from (select regexp_replace(one, {1}, '[…]', 'gi') as rest, place
                                          from unnest({0}) with ordinality as all_of (one, place)) cleaned
                        where rest is distinct from '[…]' order by place) end\
                    """, field(), val(pattern));
            };
        }
    }

    List<Column> columns() {
        return sql
                .fetch("""
                    select c.relname, a.attname, t.typname
                    from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                    join pg_type t on t.oid = a.atttypid and t.typname in ('text', 'varchar', 'jsonb', '_text', '_varchar')
                    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
                      and has_table_privilege(c.oid, 'update')
                      and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))
                    order by 1, 2
                    """)
                .map(row -> Column.of(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)))
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
        // Their address is the row's key.
        add(
                counts,
                "ticket_participant",
                sql.execute("delete from ticket_participant where address ~* {0}", val("^" + weak + "$")));
        columns().stream()
                .collect(Collectors.groupingBy(Column::table, TreeMap::new, Collectors.toList()))
                .forEach((table, columns) ->
                        add(counts, table, rewrite(table, columns, weak, strong, ids, DSL.noCondition())));
        var values = List.of(new Column("change", "before", Kind.JSON), new Column("change", "after", Kind.JSON));
        add(counts, "change", rewrite("change", values, weak, strong, ids, DSL.condition("record_type <> 'person'")));
        found(weak);
        return counts;
    }

    private int rewrite(String table, List<Column> columns, String weak, String strong, String[] ids, Condition where) {
        var set = new HashMap<Field<?>, Field<?>>();
        Condition named = DSL.falseCondition();
        for (var column : columns) {
            set.put(column.field(), column.without(strong, ids));
            named = named.or(column.names(weak));
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
                    new Column("change", column, Kind.JSON),
                    pattern,
                    ids,
                    DSL.condition("record_type <> 'person' and record_id = any ({0})", val(all)));
        }
        rewrite(
                new Column("change_set", "title", Kind.TEXT),
                pattern,
                ids,
                DSL.condition(
                        "id in (select change_set_id from change where record_type <> 'person' and record_id = any"
                                + " ({0}))",
                        val(all)));
        sql.fetch("select erase_words_from_ledger(?, ?)", all, pattern);
        found(pattern);
    }

    private void rewrite(Column column, String pattern, String[] ids, Condition where) {
        sql.update(DSL.table(name(column.table())))
                .set(Map.of(column.field(), column.without(pattern, ids)))
                .where(column.names(pattern))
                .and(where)
                .execute();
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
