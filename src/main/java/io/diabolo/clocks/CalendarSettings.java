package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOSING_DAY;
import static io.diabolo.jooq.Tables.MEMBER_ABSENCE;
import static io.diabolo.jooq.Tables.MEMBER_HOURS;
import static io.diabolo.jooq.Tables.WORKING_CALENDAR;

import io.diabolo.clocks.WorkingHours.Span;
import io.diabolo.identity.AccessChanged;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is set about working hours. Clocks that run already keep the instant they were promised for. */
@Service
class CalendarSettings {
    static final int LONGEST_LABEL = 100;
    private static final int LONGEST_ABSENCE_DAYS = 730;
    private static final int MOST_CLOSING_DAYS = 200;
    /** Of all absences that aren't over: a promise has to fall due some day. */
    private static final int MOST_DAYS_AWAY = 1_500;

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Members members;
    private final Holidays holidays;
    private final WeekText weeks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CalendarSettings(
            DSLContext sql,
            Workspaces workspaces,
            Members members,
            Holidays holidays,
            WeekText weeks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.members = members;
        this.holidays = holidays;
        this.weeks = weeks;
        this.events = events;
        this.clock = clock;
    }

    /** @param closing own closing days with what they are called */
    record Settings(WorkingHours hours, String country, String region, Map<LocalDate, String> closing) {}

    record Absence(UUID id, LocalDate from, LocalDate to) {}

    /** @param hours the workspace's where {@code own} is false */
    record Personal(Member member, boolean own, WorkingHours hours, List<Absence> absences) {}

    @Transactional(readOnly = true)
    Settings settings() {
        var row = sql.selectFrom(WORKING_CALENDAR).fetchOne();
        var closing = new TreeMap<LocalDate, String>();
        sql.selectFrom(CLOSING_DAY).forEach(day -> closing.put(day.getDay(), day.getLabel()));
        var country = row == null ? null : row.getCountry();
        return new Settings(
                row == null ? WorkingHours.usual() : weeks.read(row.getWeek()),
                Objects.requireNonNullElseGet(
                        country, () -> workspaces.settings().country()),
                row == null ? "" : row.getRegion(),
                closing);
    }

    @Transactional
    void change(Settings wanted, Actor me) {
        me.mayAdminister();
        if (!holidays.countries().contains(wanted.country())) {
            throw new BadInput("country", "calendar.fault.country");
        }
        if (!wanted.region().isEmpty() && !wanted.region().equals(Holidays.ALSACE_MOSELLE)) {
            throw new BadInput("region", "calendar.fault.region");
        }
        if (wanted.closing().size() > MOST_CLOSING_DAYS) {
            throw new BadInput("closing_days", "calendar.fault.closing", MOST_CLOSING_DAYS);
        }
        var week = weeks.write(wanted.hours());
        sql.insertInto(WORKING_CALENDAR)
                .set(WORKING_CALENDAR.WEEK, week)
                .set(WORKING_CALENDAR.COUNTRY, wanted.country())
                .set(WORKING_CALENDAR.REGION, wanted.region())
                .onConflict(WORKING_CALENDAR.WORKSPACE_ID)
                .doUpdate()
                .set(WORKING_CALENDAR.WEEK, week)
                .set(WORKING_CALENDAR.COUNTRY, wanted.country())
                .set(WORKING_CALENDAR.REGION, wanted.region())
                .set(WORKING_CALENDAR.VERSION, WORKING_CALENDAR.VERSION.plus(1))
                .execute();
        sql.deleteFrom(CLOSING_DAY).execute();
        wanted.closing()
                .forEach((day, label) -> sql.insertInto(CLOSING_DAY)
                        .set(CLOSING_DAY.DAY, day)
                        .set(CLOSING_DAY.LABEL, label)
                        .execute());
        events.publishEvent(new AccessChanged(me, "calendar.changed", ""));
    }

    /** Everybody may see when others work. @throws NoSuchRecord when there is no such member */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    Personal of(MemberId id) {
        var member = members.find(id);
        if (member == null) {
            throw new NoSuchRecord("member", id);
        }
        var own = sql.select(MEMBER_HOURS.WEEK)
                .from(MEMBER_HOURS)
                .where(MEMBER_HOURS.MEMBER_ID.eq(id.value()))
                .fetchOne(MEMBER_HOURS.WEEK);
        var absences = sql.select(MEMBER_ABSENCE.ID, MEMBER_ABSENCE.FROM_ON, MEMBER_ABSENCE.TO_ON)
                .from(MEMBER_ABSENCE)
                .where(MEMBER_ABSENCE.MEMBER_ID.eq(id.value()))
                .orderBy(MEMBER_ABSENCE.FROM_ON)
                .fetch(row -> new Absence(row.value1(), row.value2(), row.value3()));
        return new Personal(member, own != null, own == null ? settings().hours() : weeks.read(own), absences);
    }

    /** @param hours null: as the workspace works */
    @Transactional
    void change(MemberId id, @Nullable WorkingHours hours, Actor me) {
        mayChange(id, me);
        sql.deleteFrom(MEMBER_HOURS)
                .where(MEMBER_HOURS.MEMBER_ID.eq(id.value()))
                .execute();
        if (hours != null) {
            sql.insertInto(MEMBER_HOURS)
                    .set(MEMBER_HOURS.MEMBER_ID, id.value())
                    .set(MEMBER_HOURS.WEEK, weeks.write(hours))
                    .execute();
        }
    }

    @Transactional
    void away(MemberId id, @Nullable LocalDate from, @Nullable LocalDate to, Actor me) {
        mayChange(id, me);
        if (from == null) {
            throw new BadInput("from", "calendar.fault.day");
        }
        var last = to == null ? from : to;
        if (last.isBefore(from) || from.plusDays(LONGEST_ABSENCE_DAYS).isBefore(last)) {
            throw new BadInput("to", "calendar.fault.order");
        }
        var today = LocalDate.now(clock.withZone(workspaces.settings().zone()));
        var away = sql.select(DSL.sum(DSL.field("to_on - from_on + 1", Integer.class)))
                .from(MEMBER_ABSENCE)
                .where(MEMBER_ABSENCE.MEMBER_ID.eq(id.value()))
                .and(MEMBER_ABSENCE.TO_ON.ge(today))
                .fetchSingle()
                .value1();
        if ((away == null ? 0 : away.longValue()) + ChronoUnit.DAYS.between(from, last) + 1 > MOST_DAYS_AWAY) {
            throw new BadInput("to", "calendar.fault.away", MOST_DAYS_AWAY);
        }
        sql.insertInto(MEMBER_ABSENCE)
                .set(MEMBER_ABSENCE.MEMBER_ID, id.value())
                .set(MEMBER_ABSENCE.FROM_ON, from)
                .set(MEMBER_ABSENCE.TO_ON, last)
                .execute();
    }

    @Transactional
    void back(MemberId id, UUID absence, Actor me) {
        mayChange(id, me);
        sql.deleteFrom(MEMBER_ABSENCE)
                .where(MEMBER_ABSENCE.MEMBER_ID.eq(id.value()))
                .and(MEMBER_ABSENCE.ID.eq(absence))
                .execute();
    }

    private void mayChange(MemberId id, Actor me) {
        me.mayWrite();
        of(id);
        if (!isChangedBy(id, me)) {
            throw new NotAllowed("administrator");
        }
    }

    static boolean isChangedBy(MemberId id, Actor me) {
        return me.member().equals(id) || me.administrator();
    }

    /** The hours as days of a form or of JSON, by the day's English name. @throws BadInput for each that can't be read */
    static WorkingHours week(Map<String, String> typed) {
        var faults = new ArrayList<Fault>();
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            try {
                days.put(day, WorkingHours.read(typed.getOrDefault(name(day), "")));
            } catch (IllegalArgumentException _) {
                faults.add(new Fault(name(day), "calendar.fault.hours"));
            }
        }
        var hours = new WorkingHours(days);
        if (faults.isEmpty() && hours.isEmpty()) {
            faults.add(new Fault("monday", "calendar.fault.empty"));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return hours;
    }

    static String name(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
