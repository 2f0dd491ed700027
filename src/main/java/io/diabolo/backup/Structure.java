package io.diabolo.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Foreign keys and indexes, taken off while rows are loaded. The owner may do that; the order of tables and of rows that
 * refer to each other doesn't matter then, and an index is built many times faster than it is kept.
 *
 * @param definitions what makes them again, indexes before keys
 */
record Structure(List<String> definitions) {
    static Structure takenOff(Connection connection) throws SQLException {
        // What refers goes before what it refers to, and comes back after it.
        var keys = moved(connection, """
                select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint
                where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
                """);
        // Those that no constraint stands on: primary keys and unique columns stay, as what foreign keys refer to.
        var definitions = moved(connection, """
                select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
                from pg_index i
                join pg_class t on t.oid = i.indrelid
                where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'
                  and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
                """);
        definitions.addAll(keys);
        return new Structure(definitions);
    }

    private static List<String> moved(Connection connection, String query) throws SQLException {
        var definitions = new ArrayList<String>();
        var removals = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                removals.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (var removal : removals) {
            Sql.run(connection, removal);
        }
        return definitions;
    }

    /** Checks each key and each unique index by making it. */
    void putBack(Connection connection) throws SQLException {
        for (var definition : definitions) {
            Sql.run(connection, definition);
        }
    }
}
