package io.diabolo.bench;

import static io.diabolo.jooq.Tables.JOURNEY;

import io.diabolo.journey.Journeys;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.RecordsBatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills a workspace, the same each time: one lead and one person a row, a fifth as many companies and deals. */
@Component
class Generate {
    private final DataSource owner;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Journeys journeys;
    private final RecordTypes types;
    private final RecordsBatch batch;

    Generate(
            @Qualifier("ownerDataSource") DataSource owner,
            DSLContext sql,
            TransactionTemplate transactions,
            Journeys journeys,
            RecordTypes types,
            RecordsBatch batch) {
        this.owner = owner;
        this.sql = sql;
        this.transactions = transactions;
        this.journeys = journeys;
        this.types = types;
        this.batch = batch;
    }

    /** Once; a data directory that has been filled before is taken as it is, and what was interrupted goes on. */
    void fill(WorkspaceId workspace, int rows, PrintStream err) throws IOException {
        try (var connection = owner.getConnection()) {
            if (isAny(connection, "search_entry")) {
                return;
            }
            err.println("generating " + rows + " leads and all that belongs to them");
            if (!isAny(connection, "lead")) {
                make(connection, workspace, rows, err);
            }
            maintain(connection, "analyze", err);
            WorkspaceScope.run(workspace, () -> transactions.executeWithoutResult(_ -> follow(err)));
            maintain(connection, "vacuum analyze", err);
            maintain(connection, "checkpoint", err);
        } catch (SQLException e) {
            throw new IOException("the rows could not be generated: " + e.getMessage(), e);
        }
    }

    private static void make(Connection connection, WorkspaceId workspace, int rows, PrintStream err)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (var enter = connection.prepareStatement("select set_config('diabolo.workspace', ?, false)")) {
            enter.setString(1, workspace.toString());
            enter.execute();
        }
        // An index made at the end costs a fraction of one that grows row by row.
        var indexes = indexes(connection);
        for (var index : indexes.keySet()) {
            execute(connection, "drop index " + index);
        }
        for (var statement : statements(rows)) {
            var began = System.nanoTime();
            execute(connection, statement);
            say(
                    err,
                    statement
                            .lines()
                            .filter(line -> !line.startsWith("--"))
                            .findFirst()
                            .orElse(""),
                    began);
        }
        var began = System.nanoTime();
        execute(connection, "set local maintenance_work_mem = '512MB'");
        for (var index : indexes.values()) {
            execute(connection, index);
        }
        say(err, indexes.size() + " indexes", began);
        connection.commit();
    }

    private static boolean isAny(Connection connection, String table) throws SQLException {
        try (var found = connection.createStatement().executeQuery("select from " + table + " limit 1")) {
            return found.next();
        }
    }

    /** Those of the large tables that no constraint stands on, by name. */
    private static Map<String, String> indexes(Connection connection) throws SQLException {
        var all = new LinkedHashMap<String, String>();
        try (var found = connection.createStatement().executeQuery("""
                select indexname, indexdef from pg_indexes where schemaname = 'public'
                and tablename in ('company', 'person', 'person_position', 'lead', 'opportunity', 'journey', 'journey_entry', 'activity', 'custom_value')
                and indexname not in (select conname from pg_constraint) and indexdef not like '%_pkey%'
                """)) {
            while (found.next()) {
                all.put(found.getString(1), found.getString(2));
            }
        }
        return all;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One after the other, in a workspace that has been entered and has an administrator. */
    static List<String> statements(int rows) throws IOException {
        try (var file = Objects.requireNonNull(Generate.class.getResourceAsStream("generate.sql"))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":leads", Integer.toString(rows))
                    .replace(":companies", Integer.toString(rows / 5))
                    .replace(":members", Integer.toString(Math.max(rows / 100, 20)));
            return Stream.of(text.strip().split("\n\n"))
                    .filter(statement -> !statement.lines().allMatch(line -> line.startsWith("--")))
                    .toList();
        }
    }

    /** What follows from the rows, by the same code as in any other workspace. */
    private void follow(PrintStream err) {
        sql.execute("set local work_mem = '128MB'");
        sql.execute("set local enable_nestloop = off");
        var began = System.nanoTime();
        journeys.refresh(sql.select(JOURNEY.ID).from(JOURNEY));
        say(err, "projection of all journeys", began);
        for (var type : types.all()) {
            if (!type.isReadOnly() && type.table().field("created_in") != null) {
                began = System.nanoTime();
                batch.indexed(type, DSL.select(type.column("id", UUID.class)).from(type.table()));
                say(err, "search entries of " + type.id(), began);
            }
        }
    }

    private static void maintain(Connection connection, String statement, PrintStream err) throws SQLException {
        var began = System.nanoTime();
        connection.setAutoCommit(true);
        try (var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            err.println("  " + statement + " isn't allowed here");
        }
        say(err, statement, began);
    }

    private static void say(PrintStream err, String what, long began) {
        err.printf(
                "  %6.1f s  %s%n", (System.nanoTime() - began) / 1e9, what.substring(0, Math.min(70, what.length())));
    }
}
