package io.diabolo.backup;

import io.diabolo.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own for a test, on the server of all tests, by the owner that isn't superuser. */
record Installation(DataSource owner) {
    static Installation empty(String name) {
        return at(TestDatabase.empty(name));
    }

    static Installation at(String url) {
        var owner = new PGSimpleDataSource();
        owner.setUrl(url);
        owner.setUser("diabolo_owner");
        owner.setPassword("owner");
        return new Installation(owner);
    }

    /** With one workspace in it, of today's schema. */
    static Installation used(String name) {
        return at(TestDatabase.copy(Template.NAME, name));
    }

    /** Made once for all tests: the migrations take longer than what is tested. */
    private static final class Template {
        static final String NAME = made();

        private static String made() {
            try {
                var first = empty("backup_template");
                first.schema().migrateToNewest();
                first.fill();
                return "backup_template";
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** With one workspace in it, as it was at an earlier migration. */
    static Installation usedAt(String name, String schema) throws SQLException {
        var used = empty(name);
        used.schema().migrateTo(schema);
        used.fill();
        return used;
    }

    Schema schema() {
        return new Schema(owner, "diabolo_app");
    }

    Manifest backup(Path file) {
        return new Backup(owner, Progress.silent()).write(file);
    }

    Manifest restore(Path file) {
        return new Restore(owner, "diabolo_app", Progress.silent()).read(file).manifest();
    }

    /** Values that a copy could spoil: breaks, tabs, backslashes, accents, bytes, what looks like an end or a null. */
    void fill() throws SQLException {
        in(connection -> {
            Sql.run(connection, "insert into workspace (slug) values ('atelier-nord')");
            enter(connection);
            Sql.run(connection, "insert into workspace_setting (name) values (E'Atelier \\\\. Nord\\n\\\\N\\tété')");
            Sql.run(
                    connection,
                    "insert into account (email, password_hash) values ('claire@atelier-nord.example', '{x}')");
            Sql.run(connection, "insert into team (name) values ('Grands comptes')");
            Sql.run(
                    connection,
                    "insert into member (account_id, name, email, roles, team_id) select account.id, 'Claire', email,"
                            + " '{ae,\"a b\"}', team.id from account, team");
            Sql.run(connection, "update member set manager_id = id");
            Sql.run(
                    connection,
                    "insert into token (hash, workspace_id, member_id, name, scope)"
                            + " select '\\x00ff0a5c', workspace_id, id, 'n', 'read' from member");
        });
    }

    static void enter(Connection connection) throws SQLException {
        Sql.run(connection, "select set_config('diabolo.workspace', (select id::text from workspace limit 1), true)");
    }

    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** In one transaction of the owner. */
    void in(Work work) throws SQLException {
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            work.on(connection);
            connection.commit();
        }
    }

    String text(String query) throws SQLException {
        try (var connection = owner.getConnection()) {
            return Sql.text(connection, query);
        }
    }
}
