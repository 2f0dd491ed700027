package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOSING_DAY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.MEMBER_ABSENCE;
import static io.diabolo.jooq.Tables.MEMBER_HOURS;
import static io.diabolo.jooq.Tables.WORKING_CALENDAR;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Snapshot;
import io.diabolo.platform.Workspaces;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When the workspace works, and each of its members. */
@Service
public class Calendars {
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Holidays holidays;
    private final WeekText weeks;

    Calendars(DSLContext sql, Workspaces workspaces, Holidays holidays, WeekText weeks) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.holidays = holidays;
        this.weeks = weeks;
    }

    /** The workspace's own. */
    @Transactional(readOnly = true)
    public WorkingCalendar ofWorkspace() {
        var base = base();
        return new WorkingCalendar(workspaces.settings().zone(), base.hours(), base::isClosed);
    }

    /** A member's: own hours where there are some, in the member's zone, without the days away. */
    @Transactional(readOnly = true)
    public WorkingCalendar of(@Nullable MemberId member) {
        var zone = member == null
                ? null
                : sql.select(MEMBER.TIME_ZONE)
                        .from(MEMBER)
                        .where(MEMBER.ID.eq(member.value()))
                        .fetchOne(MEMBER.TIME_ZONE);
        if (member == null || zone == null) {
            return ofWorkspace();
        }
        var base = base();
        var own = sql.select(MEMBER_HOURS.WEEK)
                .from(MEMBER_HOURS)
                .where(MEMBER_HOURS.MEMBER_ID.eq(member.value()))
                .fetchOne(MEMBER_HOURS.WEEK);
        var away = sql.select(MEMBER_ABSENCE.FROM_ON, MEMBER_ABSENCE.TO_ON)
                .from(MEMBER_ABSENCE)
                .where(MEMBER_ABSENCE.MEMBER_ID.eq(member.value()))
                .fetch(row -> new Away(row.value1(), row.value2()));
        return new WorkingCalendar(
                ZoneId.of(zone),
                own == null ? base.hours() : weeks.read(own),
                day -> base.isClosed(day) || isAway(away, day));
    }

    /**
     * When somebody outside can be reached: between these minutes of their day, on the days of the week that the workspace
     * works, neither on a holiday of theirs nor when the workspace is closed.
     *
     * @param country theirs; null where it isn't known
     */
    @Transactional(readOnly = true)
    public WorkingCalendar reaching(ZoneId zone, @Nullable String country, int from, int to) {
        var base = base();
        var span = List.of(new WorkingHours.Span(from, to));
        var week = new EnumMap<DayOfWeek, List<WorkingHours.Span>>(DayOfWeek.class);
        base.hours().days().forEach((day, spans) -> week.put(day, spans.isEmpty() ? List.of() : span));
        return new WorkingCalendar(
                zone,
                new WorkingHours(week),
                day -> base.isClosed(day) || country != null && holidays.isHoliday(day, country, ""));
    }

    /** Whether the member is away on this day, or the workspace closed. */
    @Transactional(readOnly = true)
    public boolean isAway(MemberId member, LocalDate day) {
        return of(member).closed().test(day);
    }

    /** Of many members at once: whether one said to be away on this day. The absences of the day are read once. */
    public static Condition isAway(Field<UUID> member, LocalDate day) {
        return member.in(DSL.select(MEMBER_ABSENCE.MEMBER_ID)
                .from(MEMBER_ABSENCE)
                .where(MEMBER_ABSENCE.FROM_ON.le(day))
                .and(MEMBER_ABSENCE.TO_ON.ge(day)));
    }

    private record Away(LocalDate from, LocalDate to) {}

    private static boolean isAway(List<Away> all, LocalDate day) {
        return all.stream().anyMatch(away -> !day.isBefore(away.from()) && !day.isAfter(away.to()));
    }

    private record Base(WorkingHours hours, String country, String region, Set<LocalDate> own, Holidays holidays) {
        boolean isClosed(LocalDate day) {
            return own.contains(day) || holidays.isHoliday(day, country, region);
        }
    }

    private Base base() {
        var week = Snapshot.once("working_calendar", "week", this::week);
        var own = Snapshot.once(
                "closing_day",
                "own",
                () -> Set.copyOf(sql.select(CLOSING_DAY.DAY).from(CLOSING_DAY).fetch(CLOSING_DAY.DAY)));
        return new Base(
                week.hours(),
                Objects.requireNonNullElseGet(
                        week.country(), () -> workspaces.settings().country()),
                week.region(),
                own,
                holidays);
    }

    /** @param country null for that of the workspace */
    private record Week(WorkingHours hours, @Nullable String country, String region) {}

    private Week week() {
        var row = sql.selectFrom(WORKING_CALENDAR).fetchOne();
        return row == null
                ? new Week(WorkingHours.usual(), null, "")
                : new Week(weeks.read(row.getWeek()), row.getCountry(), row.getRegion());
    }
}
