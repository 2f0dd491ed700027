package io.diabolo.backup;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** A backup a day, made by one of the nodes: the scheduler's row is its lock, and remembers how it went. */
@Configuration(proxyBeanMethods = false)
@Conditional(ScheduledBackup.Switched.class)
class ScheduledBackup {
    static final String TASK = "scheduled-backup";
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackup.class);

    /** An empty variable, as containers pass on what nobody has set, switches nothing on. */
    static final class Switched implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("diabolo.backup.dir", "")
                    .isBlank();
        }
    }

    @Bean
    RecurringTask<Void> scheduledBackupTask(BackupSetting setting, @FlywayDataSource DataSource owner, Clock clock) {
        return Tasks.recurring(TASK, Schedules.daily(ZoneId.systemDefault(), setting.at()))
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofHours(1)))
                .execute((_, _) -> run(setting, owner, clock));
    }

    /** Erasures of today stand in no backup's list yet; what was erased is written down beside the backups at once. */
    @Bean
    RecurringTask<Void> listErasuresTask(BackupSetting setting, @FlywayDataSource DataSource owner) {
        return Tasks.recurring("list-erasures", Schedules.fixedDelay(Duration.ofMinutes(10)))
                .execute((_, _) -> listErasures(setting, owner));
    }

    static void listErasures(BackupSetting setting, DataSource owner) {
        try (var connection = owner.getConnection()) {
            new ErasureList(setting.kept().folder()).keep(connection);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the erasures could not be listed beside the backups", e);
        }
    }

    static void run(BackupSetting setting, DataSource owner, Clock clock) {
        var kept = setting.kept();
        var file = kept.next(clock.instant());
        try {
            var manifest = new Backup(owner, Progress.silent()).write(file);
            kept.keep(Math.max(1, setting.keep()), clock.instant());
            LOG.info("backup written to {}: {} rows", file, manifest.rows());
        } catch (RuntimeException e) {
            LOG.error("backup to {} FAILED, to be tried again in an hour: {}", file, e.getMessage());
            throw e;
        }
    }

    @Bean
    MeterBinder backupMeters(Backups backups) {
        return registry -> {
            Gauge.builder(
                            "diabolo.backup.failures",
                            backups,
                            known -> known.lastRuns().failures())
                    .description("Failures of the scheduled backup since it last went well")
                    .register(registry);
            Gauge.builder(
                            "diabolo.backup.last.success.seconds",
                            backups,
                            known -> known.lastRuns().successSeconds())
                    .description("When the scheduled backup last went well, in seconds since 1970")
                    .register(registry);
        };
    }
}
