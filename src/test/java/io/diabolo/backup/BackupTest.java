package io.diabolo.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.backup.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    private Path folder;

    @Test
    void a_backup_made_while_four_write_holds_one_moment_and_comes_back_the_same() throws Exception {
        var there = Installation.used("backup_written");
        var file = folder.resolve("all.zip");
        var saved = new ArrayList<Manifest>();
        whileFourWrite(there, () -> saved.add(there.backup(file)));
        var manifest = saved.getFirst();
        assertThat(manifest.rowsOf("company"))
                .isEqualTo(manifest.rowsOf("person"))
                .isPositive();

        var here = Installation.empty("backup_restored");
        assertThat(here.restore(file)).isEqualTo(manifest);

        var again = here.backup(folder.resolve("again.zip"));
        assertThat(again.tables()).isEqualTo(manifest.tables());
        assertThat(again.schema()).isEqualTo(manifest.schema());
        assertThat(here.text(STRUCTURE)).isEqualTo(there.text(STRUCTURE));
        assertThat(here.text("select name from workspace_setting")).isEqualTo("Atelier \\. Nord\n\\N\tété");
        assertThat(here.text("select name_key from company limit 1")).startsWith("societe ete");
    }

    @Test
    void what_was_numbered_goes_on_from_there() throws Exception {
        var there = Installation.used("backup_numbered");
        there.in(connection -> {
            Installation.enter(connection);
            for (int i = 0; i < 3; i++) {
                Sql.run(
                        connection,
                        "insert into journey_entry (journey_id, subject_type, subject_id, to_stage, change_set_id)"
                                + " values (uuidv7(), 'lead', uuidv7(), 2, uuidv7())");
            }
        });
        var file = folder.resolve("all.zip");
        there.backup(file);
        var here = Installation.empty("backup_numbered_on");
        here.restore(file);

        here.in(connection -> {
            Installation.enter(connection);
            Sql.run(
                    connection,
                    "insert into journey_entry (journey_id, subject_type, subject_id, to_stage, change_set_id)"
                            + " values (uuidv7(), 'lead', uuidv7(), 2, uuidv7())");
        });

        assertThat(here.text("select string_agg(seq::text, ' ' order by seq) from journey_entry"))
                .isEqualTo("1 2 3 4");
    }

    @Test
    void only_its_owner_can_read_it_and_nothing_is_there_before_it_is_whole() throws Exception {
        var there = Installation.used("backup_private");
        var file = folder.resolve("all.zip");
        var seen = new ArrayList<Path>();
        new Backup(there.owner(), (_, _, _, _) -> seen.addAll(names())).write(file);

        assertThat(seen).isNotEmpty().doesNotContain(file);
        assertThat(names()).containsExactly(file);
        assertThat(Files.getPosixFilePermissions(file))
                .allMatch(right -> right.name().startsWith("OWNER"));
    }

    @Test
    void one_that_fails_leaves_the_earlier_file_as_it_was() throws Exception {
        var there = Installation.used("backup_failing");
        var file = folder.resolve("all.zip");
        there.backup(file);
        var before = Files.readAllBytes(file);
        Progress broken = (_, _, _, _) -> {
            throw new IllegalStateException("no more");
        };

        assertThatThrownBy(() -> new Backup(there.owner(), broken).write(file))
                .isInstanceOf(IllegalStateException.class);

        assertThat(names()).containsExactly(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_file_that_cannot_be_written_is_named() throws Exception {
        var there = Installation.used("backup_unwritable");
        var notAFolder = Files.writeString(folder.resolve("notes.txt"), "");
        assertRefused(() -> there.backup(notAFolder.resolve("all.zip")), Reason.NOT_WRITTEN);
        assertThat(names()).containsExactly(notAFolder);
    }

    @Test
    void an_empty_database_has_nothing_to_save() {
        assertRefused(
                () -> Installation.empty("backup_nothing").backup(folder.resolve("all.zip")), Reason.NOTHING_THERE);
        assertThat(names()).isEmpty();
    }

    /** Each table is saved, or said why not; what names transactions must not be: their numbers begin anew elsewhere. */
    @Test
    void rows_that_name_transactions_are_left_out() throws Exception {
        var there = Installation.used("backup_transactions");
        var named = new ArrayList<String>();
        there.in(connection -> named.addAll(Sql.texts(connection, """
                select distinct adrelid::regclass::text from pg_attrdef
                where pg_get_expr(adbin, adrelid) ~ 'pg_current_xact_id|txid_current|pg_current_wal'
                """)));
        assertThat(Relation.LEFT_OUT).containsAll(named);
    }

    static void assertRefused(Callable<?> asked, Reason reason) {
        assertThatThrownBy(asked::call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    /** All indexes and constraints. */
    private static final String STRUCTURE = """
            select string_agg(definition, e'\\n' order by definition) from (
                select pg_get_indexdef(indexrelid) from pg_index i
                join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
                union all
                select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                where connamespace = 'public'::regnamespace
            ) as known (definition)
            """;

    /** Each transaction writes a company and one of its people: a copy of one moment has as many of the one as of the other. */
    private static void whileFourWrite(Installation there, Runnable work) throws Exception {
        var over = new AtomicBoolean();
        var begun = new CountDownLatch(40);
        try (var writers = Executors.newFixedThreadPool(4)) {
            var ends = new ArrayList<Future<?>>();
            for (int writer = 0; writer < 4; writer++) {
                ends.add(writers.submit(() -> write(there, over, begun)));
            }
            begun.await();
            work.run();
            over.set(true);
            for (var end : ends) {
                end.get();
            }
        }
    }

    private static Void write(Installation there, AtomicBoolean over, CountDownLatch begun) throws SQLException {
        try (var connection = there.owner().getConnection()) {
            connection.setAutoCommit(false);
            while (!over.get()) {
                Installation.enter(connection);
                Sql.run(
                        connection,
                        "with c as (insert into company (name, custom) values ('Société Été', '{\"a\": [1.50, \"é\\\\\"]}')"
                                + " returning id) insert into person (last_name, company_id) select 'Martin', id from c");
                connection.commit();
                begun.countDown();
            }
        }
        return null;
    }

    private List<Path> names() {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
