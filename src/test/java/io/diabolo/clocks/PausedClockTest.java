package io.diabolo.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Announcements;
import io.diabolo.records.ChangeSets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promises that are held and let go on, over the turns of years and of the clocks: what is counted is working time, never
 * less than nothing, never an hour in which the house is closed, and all of it together is what was promised.
 */
@DiaboloTest
class PausedClockTest {
    private static final List<String> ZONES =
            List.of("Europe/Paris", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu");
    private static final List<String> TURNS = List.of(
            "2026-12-31T12:00:00Z",
            "2027-03-28T00:30:00Z",
            "2026-10-25T00:30:00Z",
            "2027-03-14T06:30:00Z",
            "2028-02-28T20:00:00Z");
    private final DSLContext sql;
    private final Calendars calendars;
    private final ChangeSets changeSets;
    private final Announcements announcements;

    PausedClockTest(DSLContext sql, Calendars calendars, ChangeSets changeSets, Announcements announcements) {
        this.sql = sql;
        this.calendars = calendars;
        this.changeSets = changeSets;
        this.announcements = announcements;
    }

    private static WorkingCalendar calendar(Random random, Instant around) {
        var week = new EnumMap<DayOfWeek, List<WorkingHours.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var spans = new ArrayList<WorkingHours.Span>();
            if (day == DayOfWeek.WEDNESDAY || random.nextInt(4) > 0) {
                // From an hour that may come twice, or never.
                var from = random.nextInt(12) * 15;
                spans.add(new WorkingHours.Span(from, from + 30 + random.nextInt(8) * 30));
                if (random.nextBoolean()) {
                    spans.add(new WorkingHours.Span(540 + random.nextInt(4) * 15, 1_080 + random.nextInt(12) * 15));
                }
            }
            week.put(day, spans);
        }
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var closed = new HashSet<LocalDate>();
        for (var i = 0; i < 4; i++) {
            closed.add(LocalDate.ofInstant(around, zone).plusDays(random.nextInt(30) - 10L));
        }
        return new WorkingCalendar(zone, new WorkingHours(week), closed::contains);
    }

    /** Counted as somebody would who looks at the clock at every quarter of an hour. */
    private static Duration counted(WorkingCalendar calendar, Instant from, Instant to) {
        var minutes = 0L;
        for (var at = from; at.isBefore(to); at = at.plusSeconds(900)) {
            var local = at.atZone(calendar.zone());
            var minute = local.getHour() * 60 + local.getMinute();
            var open = !calendar.closed().test(local.toLocalDate())
                    && calendar.hours().days().getOrDefault(local.getDayOfWeek(), List.of()).stream()
                            .anyMatch(span -> minute >= span.from() && minute < span.to());
            minutes += open ? 15 : 0;
        }
        return Duration.ofMinutes(minutes);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void what_is_held_and_let_go_on_adds_up_to_what_was_promised(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 150; round++) {
            var turn = Instant.parse(TURNS.get(random.nextInt(TURNS.size())));
            var calendar = calendar(random, turn);
            var promise = Duration.ofMinutes(15L * (1 + random.nextInt(120)));
            var now = turn.plusSeconds(900L * (random.nextInt(1_200) - 600))
                    .truncatedTo(java.time.temporal.ChronoUnit.HOURS);
            var worked = Duration.ZERO;
            var left = promise;
            for (var pauses = random.nextInt(5); pauses > 0; pauses--) {
                var due = calendar.due(now, left);
                var held = now.plusSeconds(900L * random.nextInt(400));
                if (!held.isBefore(due)) {
                    break;
                }
                var spent = calendar.workingBetween(now, held);
                assertThat(spent).as("seed %s round %s", seed, round).isBetween(Duration.ZERO, left);
                assertThat(spent).as("seed %s round %s", seed, round).isEqualTo(counted(calendar, now, held));
                worked = worked.plus(spent);
                left = calendar.workingBetween(held, due);
                now = held.plusSeconds(900L * random.nextInt(3_000));
            }
            var due = calendar.due(now, left);
            assertThat(worked.plus(calendar.workingBetween(now, due)))
                    .as("seed %s round %s", seed, round)
                    .isEqualTo(promise);
            assertThat(due).isAfterOrEqualTo(now);
            assertThat(counted(calendar, now, due))
                    .as("seed %s round %s", seed, round)
                    .isEqualTo(left);
            assertThat(calendar.workingBetween(due, now)).isLessThanOrEqualTo(Duration.ZERO);
        }
    }

    /** The clocks as they stand in the table do the same, with the house's own calendar. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void a_kept_clock_gives_each_of_its_minutes_once(long seed, Given given) {
        var random = new Random(seed);
        var time = new Movable(Instant.parse("2026-12-21T08:00:00Z"));
        var clocks = new Clocks(sql, calendars, changeSets, announcements, time);
        given.run(() -> {
            var calendar = calendars.ofWorkspace();
            for (var round = 0; round < 10; round++) {
                var budget = Budget.minutes(30 + random.nextInt(2_000));
                var set = changeSets.open(given.administrator(), "ticket.created", "");
                var id = clocks.start(
                                new Promise(
                                        "ticket-resolution", "ticket", UUID.randomUUID(), null, "support", budget, 0),
                                set)
                        .id();
                var running = Duration.ZERO;
                for (var pauses = 0; pauses < 5; pauses++) {
                    var from = time.instant();
                    time.on(Duration.ofSeconds(random.nextInt(200_000)));
                    var due = sql.fetchValue("select due_at from clock where id = ?", id.value());
                    if (!time.instant().isBefore(((java.time.OffsetDateTime) due).toInstant())) {
                        break;
                    }
                    running = running.plus(calendar.workingBetween(from, time.instant()));
                    clocks.pause(id, "pending", set);
                    clocks.pause(id, "pending", set);
                    time.on(Duration.ofSeconds(random.nextInt(2_000_000)));
                    clocks.resume(id, set);
                    clocks.resume(id, set);
                }
                var one = java.util.Objects.requireNonNull(clocks.find(id));
                var last = one.dueAt().isBefore(time.instant())
                        ? Duration.ZERO
                        : calendar.workingBetween(time.instant(), one.dueAt());
                if (one.dueAt().isAfter(time.instant())) {
                    assertThat(running.plus(last).toSeconds())
                            .as("seed %s round %s", seed, round)
                            .isEqualTo(budget.amount() * 60L);
                }
            }
        });
    }

    private static final class Movable extends Clock {
        private Instant now;

        Movable(Instant now) {
            this.now = now;
        }

        void on(Duration some) {
            now = now.plus(some);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
