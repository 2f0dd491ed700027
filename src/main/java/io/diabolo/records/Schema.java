package io.diabolo.records;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Which tables hold rows that a change set created, and what refers to them, as the database itself says. */
@Component
class Schema {
    /** What refers without a foreign key, because the one referred to is in a module further up. */
    private static final List<Link> UNDECLARED = List.of(
            new Link("activity", List.of("workspace_id", "lead_id"), "lead", List.of("workspace_id", "id")),
            new Link(
                    "activity",
                    List.of("workspace_id", "opportunity_id"),
                    "opportunity",
                    List.of("workspace_id", "id")),
            new Link("sheet_answer", List.of("workspace_id", "subject_id"), "lead", List.of("workspace_id", "id")),
            new Link(
                    "sheet_answer",
                    List.of("workspace_id", "subject_id"),
                    "opportunity",
                    List.of("workspace_id", "id")),
            new Link("activity", List.of("workspace_id", "owner_id"), "member", List.of("workspace_id", "id")));

    private final DSLContext sql;

    Schema(DSLContext sql) {
        this.sql = sql;
    }

    /** Rows of child refer to rows of parent by these columns. */
    record Link(String child, List<String> childColumns, String parent, List<String> parentColumns) {}

    /** @param links all that refer to one of the tables */
    record Created(List<String> tables, List<Link> links, Set<String> withId) {
        List<Link> to(String table) {
            return links.stream().filter(link -> link.parent().equals(table)).toList();
        }
    }

    /** Tables with created_in, those that refer before those referred to. */
    Created created() {
        var tables = sql.fetch("""
                select c.relname,
                       exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = 'id') as with_id
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'created_in'
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
                order by 1
                """);
        var names = new HashSet<String>(tables.getValues(0, String.class));
        var withId = new HashSet<String>();
        tables.stream().filter(row -> row.get(1, Boolean.class)).forEach(row -> withId.add(row.get(0, String.class)));
        var links = new ArrayList<Link>(UNDECLARED);
        sql.fetch("""
                select c.relname, p.relname,
                       (select array_agg(a.attname::text order by k.place)
                        from unnest(f.conkey) with ordinality k(number, place)
                        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
                       (select array_agg(a.attname::text order by k.place)
                        from unnest(f.confkey) with ordinality k(number, place)
                        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number)
                from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
                where f.contype = 'f' and f.connamespace = 'public'::regnamespace
                """)
                .forEach(row -> links.add(new Link(
                        row.get(0, String.class),
                        List.of(row.get(2, String[].class)),
                        row.get(1, String.class),
                        List.of(row.get(3, String[].class)))));
        var relevant =
                links.stream().filter(link -> names.contains(link.parent())).toList();
        return new Created(ordered(names, relevant), relevant, withId);
    }

    private static List<String> ordered(Set<String> names, List<Link> links) {
        var ordered = new ArrayList<String>();
        var rest = new ArrayList<>(names.stream().sorted().toList());
        while (!rest.isEmpty()) {
            var next = rest.stream()
                    .filter(table -> links.stream()
                            .noneMatch(link -> link.parent().equals(table)
                                    && !link.child().equals(table)
                                    && rest.contains(link.child())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("tables refer to each other in a circle: " + rest));
            ordered.add(next);
            rest.remove(next);
        }
        return ordered;
    }
}
