package io.diabolo.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptBackupsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T02:30:00Z");

    @TempDir
    private Path folder;

    @Test
    void the_newest_stay_and_nothing_else_in_the_folder_is_touched() throws IOException {
        var kept = new KeptBackups(folder, "diabolo");
        for (int day = 0; day < 10; day++) {
            Files.createFile(kept.next(NOW.minus(Duration.ofDays(day))));
        }
        var others = new String[] {"diabolo-of-the-chief.zip", "before-upgrade-2020-01-01T000000Z.zip", "notes.txt"};
        for (var other : others) {
            Files.createFile(folder.resolve(other));
        }

        kept.keep(3, NOW);

        assertThat(kept.all())
                .containsExactly(
                        kept.next(NOW),
                        kept.next(NOW.minus(Duration.ofDays(1))),
                        kept.next(NOW.minus(Duration.ofDays(2))));
        for (var other : others) {
            assertThat(folder.resolve(other)).exists();
        }
    }

    @Test
    void what_a_power_cut_left_goes_after_a_day_and_not_while_it_may_be_written() throws IOException {
        var kept = new KeptBackups(folder, "diabolo");
        var old = Files.createFile(folder.resolve(".diabolo-2026-11-01T023000Z.zip.123.part"));
        Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(27))));
        var young = Files.createFile(folder.resolve(".diabolo-2026-11-28T023000Z.zip.456.part"));
        Files.setLastModifiedTime(young, FileTime.from(NOW));

        kept.keep(3, NOW);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }
}
