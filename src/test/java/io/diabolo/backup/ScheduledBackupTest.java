package io.diabolo.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.NotAllowed;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class ScheduledBackupTest {
    @TempDir
    private Path folder;

    private final DSLContext sql;
    private final MockMvcTester mvc;

    ScheduledBackupTest(DSLContext sql, MockMvcTester mvc) {
        this.sql = sql;
        this.mvc = mvc;
    }

    @Test
    void each_day_makes_one_and_the_newest_stay(Given given) throws Exception {
        var there = Installation.used("backup_scheduled");
        var setting = new BackupSetting(folder.resolve("nightly"), 2, LocalTime.of(2, 30));
        for (int day = 1; day <= 4; day++) {
            ScheduledBackup.run(setting, there.owner(), at("2026-11-0" + day + "T02:30:00Z"));
        }

        var state = new Backups(setting, sql).look(given.administrator());

        assertThat(state.files())
                .extracting(Backups.Kept::name)
                .containsExactly("diabolo-2026-11-04T023000Z.zip", "diabolo-2026-11-03T023000Z.zip");
        assertThat(Restore.describe(folder.resolve("nightly/diabolo-2026-11-04T023000Z.zip"))
                        .rows())
                .isPositive();
    }

    @Test
    void one_that_fails_says_so_and_takes_no_earlier_one_away() throws Exception {
        var there = Installation.used("backup_scheduled_failing");
        var setting = new BackupSetting(folder.resolve("nightly"), 1, LocalTime.of(2, 30));
        ScheduledBackup.run(setting, there.owner(), at("2026-11-01T02:30:00Z"));
        there.in(connection -> Sql.run(connection, "drop table flyway_schema_history"));

        assertThatThrownBy(() -> ScheduledBackup.run(setting, there.owner(), at("2026-11-02T02:30:00Z")))
                .isInstanceOf(Refusal.class);

        try (var files = Files.list(folder.resolve("nightly"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("diabolo-2026-11-01T023000Z.zip");
        }
    }

    @Test
    void an_administrator_reads_how_it_stands_and_nobody_else(Given given) {
        assertThat(mvc.get().uri("/backups").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("DIABOLO_BACKUP_DIR");
        var seller = given.member("Marc Attal", "ae");
        assertThat(mvc.get().uri("/backups").with(given.signedIn(seller))).hasStatus(403);
        var off = new Backups(new BackupSetting(null, 7, LocalTime.of(2, 30)), sql);
        assertThatThrownBy(() -> off.look(seller)).isInstanceOf(NotAllowed.class);
    }

    /** An empty one is what a container passes on that nobody set. */
    @Test
    void its_folder_in_the_environment_switches_it_on_and_an_empty_one_does_not() {
        with(Map.of("DIABOLO_BACKUP_DIR", folder.toString(), "DIABOLO_BACKUP_AT", "03:15"))
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .hasBean("scheduledBackupTask")
                            .hasBean("listErasuresTask");
                    var setting = context.getBean(BackupSetting.class);
                    assertThat(setting.isOn()).isTrue();
                    assertThat(setting).isEqualTo(new BackupSetting(folder, 7, LocalTime.of(3, 15)));
                });
        for (var environment : List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of("DIABOLO_BACKUP_DIR", ""),
                Map.<String, Object>of("DIABOLO_BACKUP_DIR", " "))) {
            with(environment).run(context -> {
                assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("scheduledBackupTask")
                        .doesNotHaveBean("listErasuresTask");
                assertThat(context.getBean(BackupSetting.class).isOn()).isFalse();
            });
        }
    }

    private ApplicationContextRunner with(Map<String, Object> environment) {
        return new ApplicationContextRunner()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
                .withBean(DSLContext.class, () -> sql)
                .withBean(Clock.class, Clock::systemUTC)
                .withUserConfiguration(Owner.class, Backups.class, ScheduledBackup.class);
    }

    static final class Owner {
        @Bean
        @FlywayDataSource
        DataSource owner() {
            return new PGSimpleDataSource();
        }
    }

    private static Clock at(String moment) {
        return Clock.fixed(Instant.parse(moment), ZoneOffset.UTC);
    }
}
