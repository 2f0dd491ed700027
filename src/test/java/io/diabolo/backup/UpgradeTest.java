package io.diabolo.backup;

import static io.diabolo.backup.BackupTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.backup.Refusal.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
    /** The first migration at which what a backup needs is there. */
    static final String EARLIER = "20261124.0001";

    private static final String WITH_DUPLICATES = "20261128.1804";
    private static final String WITH_ARTICLES = "20261129.1402";

    static final String FROM_THE_FUTURE = """
            insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
            select max(installed_rank) + 1, '29991231.2359', 'tomorrow', 'SQL', 'V29991231_2359__tomorrow.sql', 'x', 1, true
            from flyway_schema_history
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {EARLIER, WITH_DUPLICATES, WITH_ARTICLES})
    void data_of_an_earlier_version_are_backed_up_before_they_are_changed(String version) throws Exception {
        var here = Installation.usedAt("upgrade_earlier_" + version.replace('.', '_'), version);
        if (!version.equals(EARLIER)) {
            here.in(connection -> {
                Installation.enter(connection);
                Sql.run(
                        connection,
                        "with c as (insert into company (name) values ('Mécaval') returning id)"
                                + " insert into person (last_name, company_id) select 'Roy', id from c");
            });
        }
        var told = new ArrayList<Path>();

        prepare(here, told, "2026-11-28T18:00:00Z");

        assertThat(told).hasSize(1).allSatisfy(file -> {
            var saved = Restore.describe(file);
            assertThat(saved.schema()).isEqualTo(version);
            assertThat(saved.tables()).anySatisfy(table -> {
                assertThat(table.name()).isEqualTo("member");
                assertThat(table.rows()).isEqualTo(1);
            });
        });
        here.schema().migrateToNewest();
        assertThat(here.schema().standing().pending()).isFalse();
        assertThat(here.text("select name from member")).isEqualTo("Claire");
        if (!version.equals(EARLIER)) {
            assertThat(here.text(
                            "select c.name || ' ' || p.last_name from person p join company c on c.id = p.company_id"))
                    .isEqualTo("Mécaval Roy");
        }

        prepare(here, told, "2026-11-28T19:00:00Z");
        assertThat(told).hasSize(1);
    }

    @Test
    void the_newest_three_are_kept() throws Exception {
        var here = Installation.usedAt("upgrade_kept", EARLIER);
        for (int day = 1; day <= 5; day++) {
            prepare(here, new ArrayList<>(), "2026-11-0" + day + "T18:00:00Z");
        }
        assertThat(new KeptBackups(folder, "before-upgrade").all())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "before-upgrade-2026-11-05T180000Z.zip",
                        "before-upgrade-2026-11-04T180000Z.zip",
                        "before-upgrade-2026-11-03T180000Z.zip");
    }

    @Test
    void a_place_without_data_needs_no_backup() throws Exception {
        var told = new ArrayList<Path>();
        var empty = Installation.empty("upgrade_empty");
        prepare(empty, told, "2026-11-28T18:00:00Z");
        empty.schema().migrateTo(EARLIER);
        prepare(empty, told, "2026-11-28T18:00:00Z");

        assertThat(told).isEmpty();
    }

    @Test
    void data_that_a_newer_diabolo_has_used_are_refused_untouched() throws Exception {
        var here = Installation.usedAt("upgrade_newer", EARLIER);
        here.in(connection -> Sql.run(connection, FROM_THE_FUTURE));
        var before = here.backup(folder.resolve("before.zip")).tables();
        var told = new ArrayList<Path>();

        assertRefused(() -> prepare(here, told, "2026-11-28T18:00:00Z"), Reason.NEWER_DATA);

        assertThat(told).isEmpty();
        assertThat(here.backup(folder.resolve("after.zip")).tables()).isEqualTo(before);
        assertThat(here.text("select to_regclass('search_entry') is null or to_regclass('journey_change') is null"))
                .isEqualTo("t");
    }

    private Object prepare(Installation here, List<Path> told, String now) {
        var clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        new Upgrade(here.owner(), "diabolo_app", clock).prepare(folder, told::add);
        return here;
    }
}
