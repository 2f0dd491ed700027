package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.FORECAST_SNAPSHOT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each week said. A snapshot is taken once a week in steps, each a transaction that can be repeated: after a crash it
 * goes on behind the last deal that was noted. A deal that looks as it did costs nothing.
 */
@Service
class Snapshots {
    private static final UUID LAST = new UUID(-1, -1);
    private static final UUID BEFORE_FIRST = new UUID(0, 0);
    private static final int SHOWN = 520;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Workspaces workspaces;
    private final Estimates estimates;
    private final Worths worths;
    private final Clock clock;
    private final int step;

    @Autowired
    Snapshots(
            DSLContext sql,
            TransactionTemplate transactions,
            Workspaces workspaces,
            Estimates estimates,
            Worths worths,
            Clock clock) {
        this(sql, transactions, workspaces, estimates, worths, clock, 10_000);
    }

    /** @param step how many deals are noted in one transaction */
    Snapshots(
            DSLContext sql,
            TransactionTemplate transactions,
            Workspaces workspaces,
            Estimates estimates,
            Worths worths,
            Clock clock,
            int step) {
        this.sql = sql;
        this.transactions = transactions;
        this.workspaces = workspaces;
        this.estimates = estimates;
        this.worths = worths;
        this.clock = clock;
        this.step = step;
    }

    /** @param week the Monday that names it */
    record Snapshot(LocalDate week, Instant at, boolean rebuilt) {}

    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The complete ones, the newest first; ten years of them. */
    @Transactional(readOnly = true)
    public List<Snapshot> all() {
        return sql.selectFrom(FORECAST_SNAPSHOT)
                .where(FORECAST_SNAPSHOT.COMPLETE)
                .orderBy(FORECAST_SNAPSHOT.WEEK.desc())
                .limit(SHOWN)
                .fetch(row -> new Snapshot(row.getWeek(), row.getTakenAt().toInstant(), row.getRebuilt()));
    }

    /** Whether that week was noted down. */
    @Transactional(readOnly = true)
    public boolean isTaken(LocalDate week) {
        return sql.fetchExists(FORECAST_SNAPSHOT, FORECAST_SNAPSHOT.WEEK.eq(week), FORECAST_SNAPSHOT.COMPLETE.isTrue());
    }

    /**
     * Takes this week's of the present workspace, unless it is there. Before there is a deal there is nothing to say; before
     * the first snapshot the weeks that have passed are rebuilt, so that there is something to compare with.
     *
     * @return whether there was something to do
     */
    boolean takeThisWeeks() {
        var week = Objects.requireNonNull(transactions.execute(_ -> monday(
                LocalDate.ofInstant(clock.instant(), workspaces.settings().zone()))));
        var begins = Objects.requireNonNull(transactions.execute(_ -> begins()));
        if (begins == Begins.NOT) {
            return false;
        }
        if (begins == Begins.FIRST) {
            transactions.executeWithoutResult(_ -> rebuild());
        }
        return take(week, Integer.MAX_VALUE);
    }

    private enum Begins {
        NOT,
        FIRST,
        AGAIN
    }

    private Begins begins() {
        if (sql.fetchExists(FORECAST_SNAPSHOT)) {
            return Begins.AGAIN;
        }
        return sql.fetchExists(OPPORTUNITY) ? Begins.FIRST : Begins.NOT;
    }

    /** @param steps after so many it stops, as if it had died; for the test */
    boolean take(LocalDate week, int steps) {
        var begun = Objects.requireNonNull(transactions.execute(_ -> begin(week)));
        if (!begun) {
            return false;
        }
        for (var i = 0; i < steps; i++) {
            if (Boolean.TRUE.equals(transactions.execute(_ -> step(week)))) {
                transactions.executeWithoutResult(_ -> finish(week));
                return true;
            }
        }
        return true;
    }

    /** What an earlier week left half done says nothing as a whole; its lines hold all the same. */
    private boolean begin(LocalDate week) {
        if (sql.fetchExists(FORECAST_SNAPSHOT, FORECAST_SNAPSHOT.WEEK.ge(week), FORECAST_SNAPSHOT.COMPLETE.isTrue())) {
            return false;
        }
        sql.deleteFrom(FORECAST_SNAPSHOT)
                .where(FORECAST_SNAPSHOT.WEEK.lt(week))
                .and(FORECAST_SNAPSHOT.COMPLETE.isFalse())
                .execute();
        sql.insertInto(FORECAST_SNAPSHOT)
                .set(FORECAST_SNAPSHOT.WEEK, week)
                .set(FORECAST_SNAPSHOT.TAKEN_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        return true;
    }

    /** The deals of one step, and the lines of deals that are gone from among them. @return whether it was the last */
    private boolean step(LocalDate week) {
        var snapshot = sql.selectFrom(FORECAST_SNAPSHOT)
                .where(FORECAST_SNAPSHOT.WEEK.eq(week))
                .forUpdate()
                .fetchSingle();
        if (snapshot.getComplete()) {
            return true;
        }
        var from = snapshot.getDoneUpTo() == null ? BEFORE_FIRST : snapshot.getDoneUpTo();
        if (from.equals(LAST)) {
            return true;
        }
        var to = end(from);
        var range = new Object[] {week, from, to == null ? LAST : to};
        sql.execute(CLOSE, range[0], range[1], range[2], range[0]);
        sql.execute(NOTE, range[0], range[1], range[2]);
        sql.update(FORECAST_SNAPSHOT)
                .set(FORECAST_SNAPSHOT.DONE_UP_TO, to == null ? LAST : to)
                .where(FORECAST_SNAPSHOT.WEEK.eq(week))
                .execute();
        return to == null;
    }

    /** Null where fewer are left than a step holds. Reads the primary key. */
    private @Nullable UUID end(UUID from) {
        return sql.select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.gt(from))
                .orderBy(OPPORTUNITY.ID)
                .offset(step - 1)
                .limit(1)
                .fetchOne(OPPORTUNITY.ID);
    }

    /** As {@link Part} says it: after the signature all stages are one. */
    private static final String STAGE =
            "case when o.stage in ('won', 'delivery', 'live', 'growth', 'churned') then 'won' else o.stage end";

    private static final String SAME = """
            (l.owner_id, l.type, l.stage, l.category, l.amount_minor, l.currency, l.close_date)
            is not distinct from
            (o.owner_id, o.type, STAGE_, o.forecast_category, o.amount_minor, o.currency, o.close_date)
            """.replace("STAGE_", STAGE);

    /** A line ends where its deal looks otherwise now, or isn't there any more. One of this very week is written anew. */
    private static final String CLOSE = """
            with changed as (
                select l.opportunity_id, l.from_week
                from forecast_line l
                left join opportunity o on o.workspace_id = l.workspace_id and o.id = l.opportunity_id and o.deleted_at is null
                where l.to_week > {0} and l.from_week <= {0} and l.opportunity_id > {1} and l.opportunity_id <= {2}
                  and (o.id is null or not (SAME_))),
            anew as (
                delete from forecast_line l using changed c
                where l.opportunity_id = c.opportunity_id and l.from_week = c.from_week and l.from_week = {3})
            update forecast_line l set to_week = {0} from changed c
            where l.opportunity_id = c.opportunity_id and l.from_week = c.from_week and l.from_week < {3}
            """.replace("SAME_", SAME);

    private static final String NOTE = """
            insert into forecast_line (opportunity_id, from_week, owner_id, type, stage, category, amount_minor, currency, close_date)
            select o.id, {0}, o.owner_id, o.type, STAGE_, o.forecast_category, o.amount_minor, o.currency, o.close_date
            from opportunity o
            where o.id > {1} and o.id <= {2} and o.deleted_at is null
              and not exists (select from forecast_line l where l.opportunity_id = o.id and l.from_week <= {0} and l.to_week > {0})
            on conflict do nothing
            """.replace("STAGE_", STAGE);

    private void finish(LocalDate week) {
        sql.update(FORECAST_SNAPSHOT)
                .set(FORECAST_SNAPSHOT.COMPLETE, true)
                .where(FORECAST_SNAPSHOT.WEEK.eq(week))
                .execute();
        worths.keep(week);
        estimates.note(week);
    }

    /**
     * Weeks before the first that was noted down, from the ledger: when each deal came, moved, was won or lost. What it was
     * worth, whose it was and when it should close nobody wrote down: that is as it is today.
     *
     * @return how many weeks there are now that weren't
     */
    @Transactional
    public int rebuild() {
        var first = sql.select(DSL.min(FORECAST_SNAPSHOT.WEEK))
                .from(FORECAST_SNAPSHOT)
                .where(FORECAST_SNAPSHOT.COMPLETE)
                .and(FORECAST_SNAPSHOT.REBUILT.isFalse())
                .fetchOne(0, LocalDate.class);
        var zone = workspaces.settings().zone();
        var until = first == null ? monday(LocalDate.ofInstant(clock.instant(), zone)) : first;
        sql.deleteFrom(FORECAST_SNAPSHOT).where(FORECAST_SNAPSHOT.REBUILT).execute();
        // The lines of a former rebuilding end before the first real week began.
        sql.execute("delete from forecast_line where to_week <= {0}", DSL.val(until));
        sql.execute(REBUILD, DSL.val(until));
        return sql.execute(WEEKS, DSL.val(until), DSL.val(zone.getId()));
    }

    /**
     * Each entry of a deal holds from the Monday on or after its day until the next one's. Between two Mondays the last
     * entry counts. Where the deal closed later than its entries say, and the other way round, the entries count.
     */
    private static final String REBUILD = """
            insert into forecast_line (opportunity_id, from_week, to_week, owner_id, type, stage, category, amount_minor, currency, close_date)
            with entry as (
                select e.subject_id as id, e.seq, e.to_stage, e.occurred_on,
                       (date_trunc('week', e.occurred_on + 6))::date as week
                from counting_entry e
                where e.subject_type = 'opportunity' and e.occurred_on is not null),
            last_of_week as (
                select distinct on (id, week) id, week, to_stage from entry order by id, week, occurred_on desc, seq desc),
            span as (
                select id, week, least(coalesce(lead(week) over (partition by id order by week), {0}), {0}) as until, to_stage
                from last_of_week)
            select o.id, s.week, s.until, o.owner_id, o.type,
                   case when s.to_stage between 7 and 10 or s.to_stage = 13 then 'won' when s.to_stage in (11, 12) then 'lost'
                        else (array['discovery', 'discovery', 'discovery', 'discovery', 'proposal', 'closing'])[s.to_stage] end,
                   case when s.to_stage >= 7 then 'closed' when o.forecast_category <> 'closed' then o.forecast_category
                        when s.to_stage = 6 then 'commit' when s.to_stage = 5 then 'best_case' else 'pipeline' end,
                   o.amount_minor, o.currency, o.close_date
            from span s join opportunity o on o.id = s.id and o.deleted_at is null
            where s.week < s.until
            on conflict do nothing
            """;

    /** From the first change to the week after the last one: where nothing happened any more there is nothing to say. */
    private static final String WEEKS = """
            insert into forecast_snapshot (week, taken_at, complete, rebuilt)
            select w::date, w::date::timestamp at time zone {1}, true, true
            from (select min(from_week) as first, max(from_week) + 7 as last from forecast_line where from_week < {0}) told,
                 generate_series(told.first, least(told.last, {0}::date - 7), interval '7 days') w
            on conflict do nothing
            """;
}
