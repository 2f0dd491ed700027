package io.diabolo.backup;

import static io.diabolo.backup.BackupTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.backup.Progress.Step;
import io.diabolo.backup.Refusal.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    private static final String TABLES =
            "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'";

    @TempDir
    private Path folder;

    @Test
    void a_file_cut_off_anywhere_is_refused_and_nothing_is_made() throws Exception {
        var file = saved("restore_cut");
        var whole = Files.readAllBytes(file);
        var here = Installation.empty("restore_cut_here");
        for (var length : new int[] {whole.length - 1, whole.length / 2, 100}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertRefused(() -> here.restore(file), Reason.DAMAGED_FILE);
        }
        assertThat(here.text(TABLES)).isEqualTo("0");
    }

    /** Wherever a byte is changed: the file is refused, or the byte means nothing and the rows are the same. */
    @Test
    void a_changed_file_is_refused_and_nothing_is_made() throws Exception {
        var file = saved("restore_changed");
        var whole = Files.readAllBytes(file);
        var here = Installation.empty("restore_changed_here");
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            var changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, changed);
            try (var backup = BackupFile.open(file)) {
                backup.check(Progress.silent());
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isIn(Reason.DAMAGED_FILE, Reason.FOREIGN_FILE, Reason.NEWER_FILE);
                refused++;
            }
        }
        // The other changes met what a zip says of each of the many small files beside their content, and nobody reads.
        assertThat(refused).isGreaterThan(80);
        assertThat(here.text(TABLES)).isEqualTo("0");
    }

    @Test
    void rows_that_were_changed_with_care_are_refused_all_the_same() throws Exception {
        var file = saved("restore_forged");
        try (var zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            var account = zip.getPath("tables", "account");
            Files.writeString(account, Files.readString(account).replace("claire@", "mallory@"));
        }
        assertRefused(() -> Installation.empty("restore_forged_here").restore(file), Reason.DAMAGED_FILE);
    }

    @Test
    void what_is_no_backup_is_refused() throws Exception {
        var here = Installation.empty("restore_foreign");
        assertRefused(() -> here.restore(folder.resolve("nothing.zip")), Reason.NO_FILE);
        var text = Files.writeString(folder.resolve("leads.csv"), "name;email\n");
        assertRefused(() -> here.restore(text), Reason.FOREIGN_FILE);
        var zip = folder.resolve("other.zip");
        try (var other = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
            Files.writeString(other.getPath("manifest.json"), "{\"name\": \"something else\"}");
        }
        assertRefused(() -> here.restore(zip), Reason.FOREIGN_FILE);
    }

    @Test
    void the_file_of_a_newer_diabolo_is_refused() throws Exception {
        var there = Installation.used("restore_newer");
        there.in(connection -> Sql.run(connection, UpgradeTest.FROM_THE_FUTURE));
        var file = folder.resolve("newer.zip");
        there.backup(file);
        var here = Installation.empty("restore_newer_here");
        assertRefused(() -> here.restore(file), Reason.NEWER_FILE);
        assertThat(here.text(TABLES)).isEqualTo("0");
    }

    @Test
    void a_place_with_anything_in_it_is_left_as_it_is() throws Exception {
        var file = saved("restore_occupied");
        var here = Installation.empty("restore_occupied_here");
        here.in(connection -> Sql.run(connection, "create table theirs as select 1 as one"));
        assertRefused(() -> here.restore(file), Reason.OCCUPIED);
        assertThat(here.text("select one from theirs")).isEqualTo("1");
        assertThat(here.text(TABLES)).isEqualTo("1");
    }

    @Test
    void cut_off_half_way_it_keeps_every_start_out_until_it_is_done_again() throws Exception {
        var file = saved("restore_unfinished");
        var here = Installation.empty("restore_unfinished_here");
        for (var step : new Step[] {Step.LOADING, Step.INDEXING, Step.COMPARING}) {
            Progress cut = (at, _, _, _) -> {
                if (at == step) {
                    throw new IllegalStateException("power cut");
                }
            };
            assertThatThrownBy(() -> new Restore(here.owner(), "diabolo_app", cut).read(file))
                    .hasMessage("power cut");

            assertThat(here.text("select count(*) from workspace")).isEqualTo("0");
            assertRefused(() -> prepare(here), Reason.UNFINISHED_RESTORE);
        }
        var other = saved("restore_unfinished_other");
        assertRefused(() -> here.restore(other), Reason.OTHER_RESTORE);

        here.restore(file);

        assertThat(here.text("select count(*) from workspace")).isEqualTo("1");
        prepare(here);
    }

    @Test
    void the_backup_of_an_older_schema_comes_back_and_is_upgraded() throws Exception {
        var there = Installation.usedAt("restore_older", UpgradeTest.EARLIER);
        var file = folder.resolve("older.zip");
        var saved = there.backup(file);
        assertThat(saved.schema()).isEqualTo(UpgradeTest.EARLIER);
        var here = Installation.empty("restore_older_here");
        here.restore(file);

        assertThat(here.schema().standing().pending()).isFalse();
        assertThat(here.text("select name from member")).isEqualTo("Claire");
    }

    private Object prepare(Installation here) throws IOException {
        new Upgrade(here.owner(), "diabolo_app", Clock.systemUTC()).prepare(folder.resolve("backups"), _ -> {});
        return here;
    }

    private Path saved(String name) throws Exception {
        var file = folder.resolve(name + ".zip");
        Installation.used(name).backup(file);
        return file;
    }
}
