package io.diabolo.backup;

import io.diabolo.platform.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/** What administrators are told of the scheduled backups. */
@Service
@EnableConfigurationProperties(BackupSetting.class)
class Backups {
    private final BackupSetting setting;
    private final DSLContext sql;

    Backups(BackupSetting setting, DSLContext sql) {
        this.setting = setting;
        this.sql = sql;
    }

    /**
     * How the task went on whichever node.
     *
     * @param failures since the last success
     */
    record LastRuns(
            @Nullable Instant success,
            @Nullable Instant failure,
            @Nullable Instant next,
            int failures) {
        double successSeconds() {
            return success == null ? Double.NaN : success.getEpochSecond();
        }
    }

    record Kept(String name, Instant at, long bytes) {}

    record State(BackupSetting setting, LastRuns runs, List<Kept> files) {}

    /** @throws io.diabolo.platform.NotAllowed for others than administrators */
    State look(Actor me) {
        me.mayAdminister();
        return new State(setting, lastRuns(), setting.isOn() ? files(setting.kept()) : List.of());
    }

    /** A lookup by the task's key: cheap enough for the navigation of each page. */
    int failures() {
        return setting.isOn() ? lastRuns().failures() : 0;
    }

    LastRuns lastRuns() {
        return sql.fetchOptional("""
                        select last_success, last_failure, execution_time, coalesce(consecutive_failures, 0)
                        from scheduled_tasks where task_name = ? and task_instance = 'recurring'
                        """, ScheduledBackup.TASK)
                .map(row -> new LastRuns(
                        instant(row.get(0, OffsetDateTime.class)),
                        instant(row.get(1, OffsetDateTime.class)),
                        instant(row.get(2, OffsetDateTime.class)),
                        row.get(3, Integer.class)))
                .orElseGet(() -> new LastRuns(null, null, null, 0));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static List<Kept> files(KeptBackups kept) {
        try {
            return kept.all().stream().map(Backups::file).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kept file(Path file) {
        try {
            return new Kept(
                    String.valueOf(file.getFileName()),
                    Files.getLastModifiedTime(file).toInstant(),
                    Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
