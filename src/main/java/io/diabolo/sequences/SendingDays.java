package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.MAILBOX;
import static io.diabolo.jooq.Tables.SENDING_DAY;

import io.diabolo.clocks.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * When a member's next mail of a sequence may leave: no more a day than the mailbox allows, spread over the window of who
 * gets them. Each day's place is taken in the database, under its row's lock; one of these serves one transaction.
 */
final class SendingDays {
    /** Where a member has no mailbox yet. */
    private static final int USUAL_CAP = 100;

    private static final Duration CLOSEST = Duration.ofSeconds(30);
    private static final int FURTHEST_DAYS = 1_000;

    private final DSLContext sql;
    private final Map<UUID, Integer> caps = new HashMap<>();
    private final Map<Day, Map<String, Place>> days = new HashMap<>();
    private final Map<Day, LocalDate> full = new HashMap<>();

    SendingDays(DSLContext sql) {
        this.sql = sql;
    }

    private record Day(UUID member, LocalDate day, String zone) {
        Day all() {
            return new Day(member, day, "");
        }
    }

    private static final class Place {
        private int taken;
        private Instant last = Instant.EPOCH;
        private boolean changed;
    }

    /**
     * Takes a place and answers its time.
     *
     * @param calendar the working days and the window of who gets it
     * @param window how long that is
     * @param uneven between 0 and 1: mails that leave to the second look like a machine's
     */
    Instant take(UUID member, WorkingCalendar calendar, Duration window, double uneven, Instant now) {
        var cap = caps.computeIfAbsent(member, this::cap);
        var gap = window.dividedBy(cap);
        gap = gap.compareTo(CLOSEST) < 0 ? CLOSEST : gap;
        var zone = calendar.zone();
        var hint = new Day(member, LocalDate.EPOCH, zone.getId());
        var at = calendar.opening(later(now, full.get(hint), zone));
        for (var i = 0; i < FURTHEST_DAYS; i++) {
            var day = LocalDate.ofInstant(at, zone);
            var places = days.computeIfAbsent(new Day(member, day, "").all(), this::load);
            var mine = places.computeIfAbsent(zone.getId(), _ -> new Place());
            var next = mine.last.plus(gap);
            var time = (next.isBefore(at) ? at : next).plusMillis((long) (gap.toMillis() * uneven * 0.5));
            var taken = places.values().stream().mapToInt(place -> place.taken).sum();
            if (taken < cap
                    && calendar.opening(time).equals(time)
                    && LocalDate.ofInstant(time, zone).equals(day)) {
                mine.taken++;
                mine.last = time;
                mine.changed = true;
                return time;
            }
            if (taken >= cap) {
                full.merge(hint, day, (one, other) -> one.isAfter(other) ? one : other);
            }
            at = calendar.opening(day.plusDays(1).atStartOfDay(zone).toInstant());
        }
        throw new IllegalStateException("no day left for a mail of " + member);
    }

    /** Gives a place back that was taken for a time at which nothing left. */
    void giveBack(UUID member, Instant time, ZoneId zone) {
        var place = days.computeIfAbsent(new Day(member, LocalDate.ofInstant(time, zone), "").all(), this::load)
                .get(zone.getId());
        if (place != null && place.taken > 0) {
            place.taken--;
            place.changed = true;
        }
    }

    private static Instant later(Instant now, @org.jspecify.annotations.Nullable LocalDate fullUpTo, ZoneId zone) {
        if (fullUpTo == null) {
            return now;
        }
        var after = fullUpTo.plusDays(1).atStartOfDay(zone).toInstant();
        return after.isAfter(now) ? after : now;
    }

    private int cap(UUID member) {
        return Math.max(
                1,
                Objects.requireNonNullElse(
                        sql.select(MAILBOX.DAILY_CAP)
                                .from(MAILBOX)
                                .where(MAILBOX.MEMBER_ID.eq(member))
                                .fetchOne(MAILBOX.DAILY_CAP),
                        USUAL_CAP));
    }

    private Map<String, Place> load(Day day) {
        var places = new LinkedHashMap<String, Place>();
        sql.selectFrom(SENDING_DAY)
                .where(SENDING_DAY.MEMBER_ID.eq(day.member()))
                .and(SENDING_DAY.DAY.eq(day.day()))
                .forUpdate()
                .forEach(row -> {
                    var place = new Place();
                    place.taken = row.getTaken();
                    place.last = row.getLastAt().toInstant();
                    places.put(row.getZone(), place);
                });
        return places;
    }

    /** Writes what was taken. */
    void keep() {
        days.forEach((day, places) -> places.forEach((zone, place) -> {
            if (place.changed) {
                sql.insertInto(SENDING_DAY)
                        .set(SENDING_DAY.MEMBER_ID, day.member())
                        .set(SENDING_DAY.DAY, day.day())
                        .set(SENDING_DAY.ZONE, zone)
                        .set(SENDING_DAY.TAKEN, place.taken)
                        .set(SENDING_DAY.LAST_AT, place.last.atOffset(ZoneOffset.UTC))
                        .onConflict(SENDING_DAY.WORKSPACE_ID, SENDING_DAY.MEMBER_ID, SENDING_DAY.DAY, SENDING_DAY.ZONE)
                        .doUpdate()
                        .set(SENDING_DAY.TAKEN, place.taken)
                        .set(SENDING_DAY.LAST_AT, place.last.atOffset(ZoneOffset.UTC))
                        .execute();
            }
        }));
    }
}
