package io.diabolo.privacy;

import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.RETENTION_EXCEPTION;
import static io.diabolo.jooq.Tables.RETENTION_SETTING;
import static org.jooq.impl.DSL.select;

import io.diabolo.identity.AccessChanged;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.privacy.DuePeople.Due;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long people are kept who aren't customers (the French authority says three years after the last contact that came from
 * them): who falls due and when, who stays for a reason, and erasing the rest. For administrators.
 */
@Service
public class Retention {
    /** What the French authority holds for reasonable with prospects. */
    static final int USUAL_MONTHS = 36;

    private static final List<Integer> WITHIN = List.of(0, 30, 60, 90);
    private static final int LONGEST_MONTHS = 120;
    private static final int LONGEST_REASON = 500;
    private final DSLContext sql;
    private final ApplicationEventPublisher events;
    private final DuePeople due;
    private final Jobs jobs;
    private final Workspaces workspaces;
    private final Clock clock;

    Retention(
            DSLContext sql,
            ApplicationEventPublisher events,
            DuePeople due,
            Jobs jobs,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.events = events;
        this.due = due;
        this.jobs = jobs;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** @param active whether the night erases those whose time is up; else the preview only tells */
    public record Settings(int months, boolean active) {}

    /**
     * @param counts how many fall due by now, and within 30, 60 and 90 days
     * @param kept how many stay for a reason that was given
     * @param rows of those due within the days asked for
     */
    public record Preview(Settings settings, List<Count> counts, long kept, List<Due> rows, boolean more) {}

    public record Count(int days, long people) {}

    @Transactional(readOnly = true)
    public Settings settings(Actor me) {
        me.mayAdminister();
        return present();
    }

    Settings present() {
        var row = sql.selectFrom(RETENTION_SETTING).fetchOne();
        return row == null ? new Settings(USUAL_MONTHS, false) : new Settings(row.getMonths(), row.getActive());
    }

    /** What is null stays as it is. */
    @Transactional
    public void change(@Nullable Integer period, @Nullable Boolean nightly, Actor me) {
        me.mayAdminister();
        var present = present();
        int months = period == null ? present.months() : period;
        boolean active = nightly == null ? present.active() : nightly;
        if (months < 1 || months > LONGEST_MONTHS) {
            throw new BadInput("months", "retention.fault.months", LONGEST_MONTHS);
        }
        sql.insertInto(RETENTION_SETTING)
                .set(RETENTION_SETTING.MONTHS, (short) months)
                .set(RETENTION_SETTING.ACTIVE, active)
                .set(RETENTION_SETTING.MEMBER_ID, me.member().value())
                .set(RETENTION_SETTING.CHANGED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .onConflict(RETENTION_SETTING.WORKSPACE_ID)
                .doUpdate()
                .set(RETENTION_SETTING.MONTHS, (short) months)
                .set(RETENTION_SETTING.ACTIVE, active)
                .set(RETENTION_SETTING.MEMBER_ID, me.member().value())
                .set(RETENTION_SETTING.CHANGED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        events.publishEvent(new AccessChanged(me, "retention.changed", ""));
    }

    /** @param within days from today: 0, 30, 60 or 90; from the row after (afterDay, afterId) on */
    @Transactional(readOnly = true)
    public Preview preview(int within, @Nullable LocalDate afterDay, @Nullable UUID afterId, int limit, Actor me) {
        me.mayAdminister();
        if (within < 0 || within > 366) {
            throw new BadInput("within", "problem.field.choice");
        }
        var settings = present();
        var today = today();
        var numbers = due.numbers(WITHIN, today, settings.months());
        var counts = new ArrayList<Count>();
        for (var at = 0; at < WITHIN.size(); at++) {
            counts.add(new Count(WITHIN.get(at), numbers.due().get(at)));
        }
        var rows = due.until(today.plusDays(within), today, settings.months(), afterDay, afterId, limit + 1);
        return new Preview(
                settings, counts, numbers.kept(), rows.subList(0, Math.min(limit, rows.size())), rows.size() > limit);
    }

    boolean isDue(UUID person) {
        return due.isDue(person, today(), present().months());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** A person stays although their time is up. @throws BadInput without a reason, or for longer than a year */
    @Transactional
    public void keep(UUID person, @Nullable String reason, @Nullable LocalDate until, Actor me) {
        me.mayAdminister();
        if (!sql.fetchExists(PERSON, PERSON.ID.eq(person), PERSON.MERGED_INTO.isNull())) {
            throw new NoSuchRecord("person", person);
        }
        var faults = new ArrayList<BadInput.Fault>();
        if (reason == null || reason.isBlank()) {
            faults.add(new BadInput.Fault("reason", "retention.fault.reason"));
        } else if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault("reason", "problem.field.too-long", LONGEST_REASON));
        }
        if (until == null || until.isBefore(today()) || until.isAfter(today().plusYears(1))) {
            faults.add(new BadInput.Fault("until", "retention.fault.until"));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        sql.insertInto(RETENTION_EXCEPTION)
                .set(RETENTION_EXCEPTION.PERSON_ID, person)
                .set(
                        RETENTION_EXCEPTION.REASON,
                        java.util.Objects.requireNonNull(reason).strip())
                .set(RETENTION_EXCEPTION.UNTIL, until)
                .set(RETENTION_EXCEPTION.MEMBER_ID, me.member().value())
                .onConflict(RETENTION_EXCEPTION.WORKSPACE_ID, RETENTION_EXCEPTION.PERSON_ID)
                .doUpdate()
                .set(RETENTION_EXCEPTION.REASON, reason.strip())
                .set(RETENTION_EXCEPTION.UNTIL, until)
                .set(RETENTION_EXCEPTION.MEMBER_ID, me.member().value())
                .execute();
    }

    /** The reason no longer holds. */
    @Transactional
    public void letGo(UUID person, Actor me) {
        me.mayAdminister();
        if (sql.deleteFrom(RETENTION_EXCEPTION)
                        .where(RETENTION_EXCEPTION.PERSON_ID.eq(person))
                        .or(RETENTION_EXCEPTION.PERSON_ID.in(
                                select(PERSON.ID).from(PERSON).where(PERSON.MERGED_INTO.eq(person))))
                        .execute()
                == 0) {
            throw new NoSuchRecord("retention_exception", person);
        }
    }

    /**
     * Erases all whose time is up, as a job.
     *
     * @param confirmed how many they are, as it was typed
     * @throws BadInput when they are more or fewer
     */
    @Transactional
    public UUID eraseDue(@Nullable String confirmed, Actor me) {
        me.mayAdminister();
        var today = today();
        var people = due.count(today, today, present().months());
        if (people == 0
                || confirmed == null
                || !confirmed.replaceAll("[\\s\\u00a0\\u202f,.]", "").equals(Long.toString(people))) {
            throw new BadInput("confirmation", "retention.fault.confirmation", people);
        }
        return jobs.submitUnlessUnderWay(ErasePastDue.KIND, new ErasePastDue.Wanted(), me);
    }
}
