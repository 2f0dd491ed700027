package io.diabolo.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.core.Utils;

/**
 * A table that is copied, with the columns that hold something of their own; the generated ones come again by themselves.
 *
 * @param estimate how many rows the planner believes it has
 */
record Relation(String name, List<String> columns, long estimate) {
    /** Tables whose rows mean nothing in another server, or to anybody. */
    static final Set<String> LEFT_OUT = Set.of(
            // made by the migrations of the restore
            "flyway_schema_history",
            // whoever could read the file would be signed in
            "spring_session",
            "spring_session_attributes",
            // named by transaction numbers, which begin anew; only processes that still run ask for them
            "journey_stamped",
            "journey_change");

    /** Those of this database, by name. */
    static List<Relation> all(Connection connection) throws SQLException {
        var relations = new ArrayList<Relation>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select c.relname, greatest(c.reltuples, 0)::bigint, array_agg(a.attname::text order by a.attnum)
                        from pg_class c
                        join pg_attribute a on a.attrelid = c.oid
                            and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                          and not exists (select from pg_depend d
                                          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                        group by c.oid
                        order by c.relname collate "C"
                        """)) {
            while (rows.next()) {
                if (!LEFT_OUT.contains(rows.getString(1))) {
                    var columns = (String[]) rows.getArray(3).getArray();
                    relations.add(new Relation(rows.getString(1), List.of(columns), rows.getLong(2)));
                }
            }
        }
        return relations;
    }

    String copyOut() {
        return copy(name, columns) + " to stdout";
    }

    static String copy(String table, List<String> columns) throws IllegalArgumentException {
        return "copy " + quoted(table)
                + columns.stream().map(Relation::quoted).collect(Collectors.joining(", ", " (", ")"));
    }

    static String quoted(String identifier) {
        try {
            return Utils.escapeIdentifier(null, identifier).toString();
        } catch (SQLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
