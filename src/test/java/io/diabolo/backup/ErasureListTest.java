package io.diabolo.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup from before an erasure brings the person back; the list beside it says that they go again. */
class ErasureListTest {
    @TempDir
    private Path folder;

    private static void erase(Installation there, String who, String keys) throws Exception {
        there.in(connection -> {
            Installation.enter(connection);
            Sql.run(connection, """
                    insert into erasure (state, requested_by, requested_on, member_id, salt, person_hash, person_keys, done_at,
                                         counts)
                    select 'done', 'person', '2026-03-03', (select id from member limit 1), '\\x01',
                           sha256('\\x01'::bytea || convert_to(id::text, 'UTF8')), %s, now(), '{"rows": {"person": 1}}'
                    from person where last_name = '%s'
                    """.formatted(keys, who));
            Sql.run(connection, "delete from person where last_name = '" + who + "'");
        });
    }

    @Test
    void who_was_erased_since_an_older_backup_is_to_be_erased_again_when_it_is_restored() throws Exception {
        var there = Installation.used("erasures_there");
        there.in(connection -> {
            Installation.enter(connection);
            Sql.run(connection, "insert into person (last_name) values ('Roux'), ('Martin'), ('Petit')");
        });
        var older = folder.resolve("older.zip");
        there.backup(older);
        assertThat(folder.resolve(ErasureList.NAME)).doesNotExist();
        erase(there, "Roux", "array[sha256(convert_to(workspace_id::text || ':' || id::text, 'UTF8'))]");
        // As an earlier version noted it.
        erase(there, "Martin", "'{}'");
        there.in(connection -> {
            Installation.enter(connection);
            Sql.run(connection, "insert into person (last_name) values ('Neuf')");
        });
        erase(there, "Neuf", "array[sha256(convert_to(workspace_id::text || ':' || id::text, 'UTF8'))]");
        there.backup(folder.resolve("newer.zip"));
        assertThat(Files.readString(folder.resolve(ErasureList.NAME))).doesNotContain("Roux", "Martin", "Neuf");

        var here = Installation.empty("erasures_here");
        var restored = new Restore(here.owner(), "diabolo_app", Progress.silent()).read(older);

        assertThat(restored.erasedAgain()).isEqualTo(2);
        assertThat(here.text("""
                select string_agg(p.last_name || ' ' || e.state || ' ' || e.repeats, ', ' order by p.last_name)
                from erasure e join person p on p.id = e.person_id
                """)).isEqualTo("Martin waiting true, Roux waiting true");
        // Who came and went after the backup isn't there, but the proof is.
        assertThat(here.text("select counts::text from erasure where state = 'done'"))
                .contains("person");
        assertThat(here.text("select count(*) from workspaces_with_repeated_erasures()"))
                .isEqualTo("1");

        var newest = Installation.empty("erasures_newest");
        assertThat(new Restore(newest.owner(), "diabolo_app", Progress.silent())
                        .read(folder.resolve("newer.zip"))
                        .erasedAgain())
                .isZero();
        assertThat(newest.text("select count(*) from erasure where state = 'done'"))
                .isEqualTo("3");
    }

    @Test
    void without_a_list_nobody_knows() throws Exception {
        var file = folder.resolve("a.zip");
        Installation.used("erasures_none").backup(file);
        var here = Installation.empty("erasures_none_here");
        assertThat(new Restore(here.owner(), "diabolo_app", Progress.silent())
                        .read(file)
                        .erasedAgain())
                .isNull();
    }
}
