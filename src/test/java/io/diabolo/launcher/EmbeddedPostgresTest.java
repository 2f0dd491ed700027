package io.diabolo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

    @Test
    void a_first_start_makes_a_durable_database_and_a_second_finds_the_data_again() throws Exception {
        var data = TrialData.fresh("kept");
        try (var server = EmbeddedPostgres.start(data)) {
            assertThat(asOwner(server.database(), "show fsync")).isEqualTo("on");
            assertThat(asOwner(server.database(), "show synchronous_commit")).isEqualTo("on");
            assertThat(asOwner(server.database(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(asOwner(server.database(), "select datlocale from pg_database where datname = 'diabolo'"))
                    .isEqualTo("C.UTF-8");
            asOwner(server.database(), "create table kept as select 'Atelier Nord' as name; select 1");
        }
        assertThat(Postmaster.of(data.postgres())).isNull();

        try (var server = EmbeddedPostgres.start(data)) {
            assertThat(asOwner(server.database(), "select name from kept")).isEqualTo("Atelier Nord");
        }
    }

    @Test
    void nobody_gets_in_without_the_password_and_the_application_owns_nothing() throws Exception {
        var data = TrialData.fresh("guarded");
        try (var server = EmbeddedPostgres.start(data)) {
            var database = server.database();
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.appUser(), "guess"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
            assertThat(TrialData.isPrivate(data.secrets())).isTrue();
            assertThat(TrialData.isPrivate(data.postgres())).isTrue();
            assertThat(
                            asOwner(
                                    database,
                                    "select count(*) from pg_roles where rolname like 'diabolo%' and not (rolsuper or rolbypassrls)"))
                    .isEqualTo("2");
            for (var extension : new String[] {"pg_trgm", "unaccent", "btree_gin"}) {
                asOwner(database, "create extension " + extension + "; select 1");
            }
            try (var application =
                            DriverManager.getConnection(database.url(), database.appUser(), database.appPassword());
                    var statement = application.createStatement()) {
                assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void after_a_kill_the_orphaned_server_is_stopped_and_the_data_is_there() throws Exception {
        var data = TrialData.fresh("orphaned");
        var before = orphan(data);
        assertThat(before.serves()).isTrue();

        try (var ownership = Ownership.claim(data)) {
            assertThat(ownership).isNotNull();
            try (var server = EmbeddedPostgres.start(data)) {
                assertThat(Postmaster.of(data.postgres())).isNotEqualTo(before);
                assertThat(before.serves()).isFalse();
                assertThat(asOwner(server.database(), "select name from kept")).isEqualTo("Atelier Nord");
            }
        }
    }

    @Test
    void a_process_number_that_is_another_programs_by_now_keeps_nobody_out() throws Exception {
        var data = TrialData.fresh("stale");
        EmbeddedPostgres.start(data).close();
        Files.writeString(
                data.postgres().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data.postgres() + "\n1\n5432\n");

        try (var server = EmbeddedPostgres.start(data)) {
            assertThat(asOwner(server.database(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void data_of_another_major_version_are_refused_untouched_and_the_way_over_is_told() throws Exception {
        var data = TrialData.fresh("other-version");
        EmbeddedPostgres.start(data).close();
        var version = data.postgres().resolve("PG_VERSION");
        assertThat(Files.readString(version).strip()).isEqualTo(PostgresPrograms.MAJOR);
        Files.writeString(version, "17\n");
        Files.delete(data.postgresLog());

        assertThatThrownBy(() -> EmbeddedPostgres.start(data)).isInstanceOfSatisfying(CannotStart.class, refusal -> {
            for (var language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
                assertThat(refusal.sentence(Texts.of(language)))
                        .contains("17", PostgresPrograms.MAJOR, "./diabolo backup", "./diabolo restore");
            }
        });
        assertThat(data.postgresLog()).doesNotExist();
    }

    private static Postmaster orphan(DataDirectory data) throws Exception {
        try (var other = OtherDiabolo.on(data)) {
            var owner = Objects.requireNonNull(Owner.of(data));
            assertThat(owner.pid()).isEqualTo(other.pid());
            asOwner(
                    Secrets.of(data).database(owner.url()),
                    "create table kept as select 'Atelier Nord' as name; select 1");
        }
        return Objects.requireNonNull(Postmaster.of(data.postgres()));
    }

    /** The first value of the last result. */
    private static String asOwner(Database database, String sql) throws SQLException {
        try (var owner = DriverManager.getConnection(database.url(), database.ownerUser(), database.ownerPassword());
                var statement = owner.createStatement()) {
            var rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
