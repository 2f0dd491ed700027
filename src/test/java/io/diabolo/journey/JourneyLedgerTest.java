package io.diabolo.journey;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.diabolo.records.ChangeSets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@DiaboloTest
class JourneyLedgerTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final DSLContext sql;

    JourneyLedgerTest(DSLContext sql) {
        this.sql = sql;
    }

    @Test
    void every_history_comes_out_as_the_rules_say(Given.Kit kit, Journeys journeys, ChangeSets changes) {
        LongStream.rangeClosed(1, Long.getLong("diabolo.test.seeds", 4)).forEach(seed -> {
            var given = kit.given();
            var histories = new RandomHistories(seed, Instant.parse("2026-11-20T10:00:00Z"))
                    .write(150, given, sql, journeys, changes, given.administrator());
            given.run(() -> histories.histories.forEach((id, entries) -> assertThat(projected(id))
                    .as("seed %d, %s", seed, entries)
                    .isEqualTo(LedgerModel.project(entries, PARIS))));
        });
    }

    @Test
    void a_deal_won_before_its_first_contact_stays_won(Given given, Journeys journeys, ChangeSets changes) {
        var won = given.in(() -> {
            var set = changes.open(given.administrator(), "import", "olist");
            var journey = journeys.start("new_business", null, set);
            journeys.enter(
                    List.of(
                            entry(journey, Stage.LEAD, "2018-03-05T10:00:00Z"),
                            entry(journey, Stage.WON, "2018-03-03T23:30:00Z")),
                    set,
                    given.administrator());
            return projected(journey);
        });

        assertThat(won.current()).isEqualTo(7);
        assertThat(won.on().get(2)).isEqualTo(LocalDate.of(2018, 3, 5));
        assertThat(won.on().get(7)).as("in the workspace's zone").isEqualTo(LocalDate.of(2018, 3, 4));
    }

    @Test
    void each_entry_keeps_who_moved_it_from_where(Given given, Journeys journeys, ChangeSets changes) {
        var ae = given.member("Inès Lambert", "ae", "am");
        var lead = UUID.randomUUID();
        var entries = given.in(() -> {
            var set = changes.open(ae, "lead.moved", "Léa Martin");
            var journey = journeys.start("new_business", null, set);
            journeys.enter(List.of(new StageEntry(journey, "lead", lead, Stage.LEAD, null, null)), set, ae);
            journeys.enter(
                    List.of(new StageEntry(journey, "lead", lead, Stage.DISQUALIFIED, Instant.EPOCH, "Budget")),
                    set,
                    ae);
            assertThat(sql.fetchValue("select distinct role from journey_entry"))
                    .isEqualTo("ae");
            return journeys.entries(List.of(lead));
        });

        assertThat(entries)
                .extracting(LedgerEntry::from, LedgerEntry::to, LedgerEntry::member, LedgerEntry::reason)
                .contains(
                        tuple(Stage.LEAD, Stage.DISQUALIFIED, "Inès Lambert", "Budget"),
                        tuple(null, Stage.LEAD, "Inès Lambert", null));
    }

    @Test
    void who_projects_waits_for_who_appends_and_misses_nothing(Given given, Journeys journeys, ChangeSets changes)
            throws Exception {
        var me = given.administrator();
        var mistake = given.in(() -> changes.open(me, "lead.moved", "Léa Martin"));
        var journey = given.in(() -> {
            var set = changes.open(me, "lead.created", "Léa Martin");
            var started = journeys.start("new_business", null, set);
            journeys.enter(List.of(entry(started, Stage.LEAD, "2026-03-05T10:00:00Z")), set, me);
            journeys.enter(List.of(entry(started, Stage.QUALIFIED, "2026-03-06T10:00:00Z")), mistake, me);
            return started;
        });
        var undone = given.in(() -> {
            var set = changes.open(me, "lead.moved", "Léa Martin");
            journeys.enter(List.of(entry(journey, Stage.DISCOVERY, "2026-03-07T10:00:00Z")), set, me);
            var undo = CompletableFuture.runAsync(() -> given.run(() -> {
                sql.execute("update change_set set voided_at = now() where id = ?", mistake);
                journeys.refresh(DSL.select(JOURNEY.ID).from(JOURNEY).where(JOURNEY.ID.eq(journey)));
            }));
            awaitBlocked();
            return undo;
        });
        undone.get(20, TimeUnit.SECONDS);

        var is = given.in(() -> projected(journey));
        assertThat(is.current()).isEqualTo(4);
        assertThat(is.on().get(3)).isNull();
    }

    /** Somebody waits for what this transaction holds. */
    private void awaitBlocked() {
        var deadline = System.nanoTime() + 15_000_000_000L;
        while (System.nanoTime() < deadline
                && !Boolean.TRUE.equals(sql.fetchSingle(
                                "select exists (select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))")
                        .get(0, Boolean.class))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_hundred_thousand_journeys_are_projected_by_one_statement(
            Given given, Journeys journeys, ChangeSets changes) {
        given.run(() -> {
            var set = changes.open(given.administrator(), "import", "many");
            journeys.startAll(DSL.select(DSL.asterisk())
                    .from(DSL.sql(
                            "(select uuidv7(), 'new_business', null::uuid, {0}::uuid from generate_series(1, 100000)) as j",
                            DSL.val(set))));
            journeys.recordAll(DSL.select(DSL.asterisk())
                    .from(DSL.sql(
                            "(select id, 'lead', id, s::smallint, timestamptz '2026-01-01' + s * interval '9 days', null::uuid,"
                                    + " null::text, {0}::uuid, row_number() over (order by id, s)"
                                    + " from journey, generate_series(2, 5) s) as e",
                            DSL.val(set))));
            var before = System.nanoTime();
            journeys.refresh(DSL.select(JOURNEY.ID).from(JOURNEY));
            var seconds = (System.nanoTime() - before) / 1e9;
            System.out.println("projected 100,000 journeys in " + seconds + " s");
            assertThat(sql.fetchCount(JOURNEY, JOURNEY.FURTHEST_STAGE.eq((short) 5)))
                    .isEqualTo(100_000);
            assertThat(seconds).isLessThan(60);
        });
    }

    private static StageEntry entry(UUID journey, Stage to, String at) {
        return new StageEntry(journey, "lead", journey, to, Instant.parse(at), null);
    }

    private LedgerModel.Projected projected(UUID id) {
        var row = sql.fetchSingle(JOURNEY, JOURNEY.ID.eq(id));
        var on = new ArrayList<@Nullable LocalDate>();
        on.add(null);
        for (var n = 1; n <= 10; n++) {
            on.add(row.get("on_" + n, LocalDate.class));
        }
        return new LedgerModel.Projected(
                number(row.getStartStage()),
                number(row.getFurthestStage()),
                number(row.getCurrentStage()),
                row.getExited(),
                row.getExitedOn(),
                row.getReopened(),
                row.getUndated(),
                row.getEnteredOn(),
                on);
    }

    private static @Nullable Integer number(@Nullable Short value) {
        return value == null ? null : value.intValue();
    }
}
