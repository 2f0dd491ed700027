package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** What somebody saves while many records are edited at once. */
@DiaboloTest
class ConcurrentEditsTest {
    private final DSLContext sql;
    private final Records records;
    private final Bulk bulk;
    private final Undo undo;
    private final RecordType companies;

    ConcurrentEditsTest(DSLContext sql, Records records, Bulk bulk, Undo undo, RecordTypes types) {
        this.sql = sql;
        this.records = records;
        this.bulk = bulk;
        this.undo = undo;
        this.companies = types.byPlural("companies");
    }

    private UUID company(Given given, Map<String, Object> values) {
        return WorkspaceScope.in(
                given.workspace(),
                () -> records.create(companies, values, given.administrator())
                        .record()
                        .id());
    }

    /** Begins the other's work while the edit isn't committed yet, and commits once it waits for the edited row. */
    private <T> T besides(Given given, UUID id, Map<String, Object> edit, Supplier<T> work) {
        CompletableFuture<T> other = given.in(() -> {
            records.update(companies, id, edit, null, given.administrator());
            var begun = CompletableFuture.supplyAsync(() -> WorkspaceScope.in(given.workspace(), work));
            var me = sql.fetchValue("select pg_backend_pid()");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInSameThread()
                    .until(() -> begun.isDone()
                            || sql.fetchExists(sql.selectOne()
                                    .from("pg_locks l")
                                    .where("not l.granted and {0} = any (pg_blocking_pids(l.pid))", me)));
            return begun;
        });
        return other.join();
    }

    @Test
    void the_undo_of_a_bulk_edit_restores_what_was_saved_meanwhile(Given given) {
        var me = given.administrator();
        var nora = given.member("Nora Petit", "sdr").member();
        var marc = given.member("Marc Attal", "ae").member();
        var id = company(given, Map.of("name", "Mécaval", "owner", "me"));

        var done = (Bulk.Answer.Done) besides(
                given,
                id,
                Map.of("owner", nora.toString()),
                () -> bulk.run(new Bulk.Wanted("companies", List.of(), Map.of(), 1, "owner", marc.toString()), me));

        assertThat(owner(given, id, me)).isEqualTo(marc.value());
        WorkspaceScope.run(given.workspace(), () -> undo.reverse(done.changeSet(), me));
        assertThat(owner(given, id, me)).isEqualTo(nora.value());
    }

    @Test
    void what_no_longer_matches_when_its_turn_comes_is_not_edited(Given given) {
        var me = given.administrator();
        var nora = given.member("Nora Petit", "sdr").member();
        var marc = given.member("Marc Attal", "ae").member();
        var id = company(given, Map.of("name", "Mécaval", "owner", "me"));

        var answer = besides(
                given,
                id,
                Map.of("owner", nora.toString()),
                () -> bulk.run(
                        new Bulk.Wanted(
                                "companies", List.of(), Map.of("filter[owner]", "me"), 1, "owner", marc.toString()),
                        me));

        assertThat(answer).isEqualTo(new Bulk.Answer.Differs(0));
        assertThat(owner(given, id, me)).isEqualTo(nora.value());
    }

    @Test
    void a_record_deleted_meanwhile_lies_in_the_bin_once(Given given) {
        var me = given.administrator();
        var id = company(given, Map.of("name", "Mécaval"));
        var first = WorkspaceScope.in(given.workspace(), () -> records.delete(companies, id, null, me));
        WorkspaceScope.run(given.workspace(), () -> {
            var restored = records.restore(companies, id, me);
            assertThat(restored.changeSet()).isNotNull();
            // A double click: there is nothing to restore any more, and nothing that an undo would throw away again.
            assertThat(records.restore(companies, id, me).changeSet()).isNull();
            records.delete(companies, id, null, me);

            undo.reverse(first, me);

            assertThat(given.in(() -> sql.fetchCount(sql.selectFrom("company").where("deleted_at is not null"))))
                    .isEqualTo(1);
        });
    }

    private UUID owner(Given given, UUID id, Actor me) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var owner = (Reference) java.util.Objects.requireNonNull(
                    records.get(companies, id, me).value("owner"));
            return owner.id();
        });
    }
}
