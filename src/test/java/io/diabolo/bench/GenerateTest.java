package io.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The rows that everything is measured on can be made on today's tables, and are as many as were asked for. */
class GenerateTest {
    private static final int ROWS = 2_000;

    @Test
    void a_small_workspace_is_generated_on_the_newest_tables_and_holds_together() throws Exception {
        var url = TestDatabase.empty("bench_generated");
        Flyway.configure()
                .dataSource(url, "diabolo_owner", "owner")
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_user", "diabolo_app"))
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url, "diabolo_owner", "owner")) {
            run(connection, "insert into workspace (slug) values ('bench')");
            run(connection, "select set_config('diabolo.workspace', (select id::text from workspace), false)");
            run(connection, "insert into workspace_setting (name) values ('Bench')");
            run(
                    connection,
                    "insert into member (name, email, roles, administrator) values ('Claire', 'claire@bench.example', '{}', true)");
            connection.setAutoCommit(false);
            for (var statement : Generate.statements(ROWS)) {
                run(connection, statement);
            }
            assertThat(count(connection, "lead")).isEqualTo(ROWS);
            assertThat(count(connection, "person")).isEqualTo(ROWS);
            assertThat(count(connection, "company")).isEqualTo(ROWS / 5);
            assertThat(count(connection, "opportunity")).isEqualTo(ROWS / 5);
            assertThat(count(connection, "activity")).isEqualTo(5L * ROWS);
            assertThat(count(connection, "journey_entry")).isGreaterThan(3L * ROWS);
            // Each lead has its person, its company and a journey of its own.
            assertThat(count(
                            connection,
                            "lead l join person p on p.id = l.person_id join company c on c.id = l.company_id"
                                    + " join journey j on j.id = l.journey_id"))
                    .isEqualTo(ROWS);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String from) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select count(*) from " + from)) {
            found.next();
            return found.getLong(1);
        }
    }
}
