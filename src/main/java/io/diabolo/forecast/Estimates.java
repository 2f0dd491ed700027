package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.FORECAST_ESTIMATE;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What statistics say a period will bring, from the workspace's own deals. */
@Service
class Estimates {
    private static final int RUNS = 10_000;
    private static final int TESTED = 6;
    private final DSLContext sql;
    private final DealHistory history;
    private final Members members;
    private final Workspaces workspaces;
    private final Worths worths;
    private final Recalled recalled;
    private final Clock clock;

    Estimates(
            DSLContext sql,
            DealHistory history,
            Members members,
            Workspaces workspaces,
            Worths worths,
            Recalled recalled,
            Clock clock) {
        this.sql = sql;
        this.history = history;
        this.members = members;
        this.workspaces = workspaces;
        this.worths = worths;
        this.recalled = recalled;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** Null for a period that is over. */
    @Transactional(readOnly = true)
    public @Nullable Estimate of(Period period, Whose whose, Actor me) {
        var today = today();
        if (period.isOver(today)) {
            return null;
        }
        var owners = owners(whose, me);
        return recalled.of(new Asked(period, today, worths.stamp(), owners), () -> estimate(all(), period, owners));
    }

    private record Asked(
            Period period,
            LocalDate today,
            List<Object> rates,
            @Nullable Set<MemberId> owners) {}

    private record AskedOfPast(List<Period> periods, List<Object> rates) {}

    private record AskedWhy(LocalDate today, List<Object> rates) {}

    private String currency() {
        return workspaces.settings().currency().getCurrencyCode();
    }

    private List<PastDeal> all() {
        return history.all(worths.now());
    }

    /** The open deals that the statistics can't count, whenever they close. */
    @Transactional(readOnly = true)
    public LeftOut leftOut(Whose whose, Actor me) {
        var owners = owners(whose, me);
        return worths.leftOut(OPPORTUNITY
                .DELETED_AT
                .isNull()
                .and(OPPORTUNITY.STAGE.notIn(Part.WON))
                .and(OPPORTUNITY.STAGE.notIn(Part.GONE))
                .and(worths.now().missing())
                .and(Forecasts.visible(me))
                .and(
                        owners == null
                                ? DSL.noCondition()
                                : OPPORTUNITY.OWNER_ID.in(
                                        owners.stream().map(MemberId::value).toList())));
    }

    /** Null where it is everybody's. */
    private @Nullable Set<MemberId> owners(Whose whose, Actor me) {
        var staff = new Staff(members.all(), me);
        var owners = staff.owners(whose);
        return owners == null && !staff.isEverybody()
                ? Set.copyOf(
                        staff.all().stream().map(io.diabolo.identity.Member::id).toList())
                : owners;
    }

    /** How deals go on is learned from everybody's; what is open, and what comes, is counted of those meant. */
    private Estimate estimate(List<PastDeal> deals, Period period, @Nullable Set<MemberId> owners) {
        var today = today();
        // What happened today may not be all of today.
        var day = Math.toIntExact(today.toEpochDay());
        var own = owners == null
                ? deals
                : deals.stream()
                        .filter(deal -> deal.owner() != null && owners.contains(deal.owner()))
                        .toList();
        var first = Math.toIntExact(period.from().toEpochDay());
        var last = Math.toIntExact(period.to().minusDays(1).toEpochDay());
        var closed = own.stream()
                .filter(deal -> deal.won() && deal.over() >= first && deal.over() <= last)
                .mapToLong(PastDeal::minor)
                .sum();
        var decided =
                deals.stream().filter(deal -> deal.opened() != PastDeal.NEVER).toList();
        return MonteCarlo.apart(decided, own, day, closed, last, RUNS, seed(period, today), true);
    }

    /** The same all day long, so that a page that is opened twice says the same. */
    private static long seed(Period period, LocalDate today) {
        var workspace = Objects.requireNonNull(WorkspaceScope.workspace()).value();
        return workspace.getMostSignificantBits()
                ^ workspace.getLeastSignificantBits()
                ^ ((long) period.id().hashCode() << 32)
                ^ today.toEpochDay();
    }

    /**
     * What the statistics are made of: how deals went on from each stage, of those decided so far.
     *
     * @param stages discovery, proposal, closing
     * @param daysToWin from opening to winning, on average
     */
    record Learned(int decided, int won, List<StageLearned> stages, double daysToWin) {
        boolean isEnough() {
            return decided >= Estimate.FEWEST_DECIDED && won >= Estimate.FEWEST_WON;
        }
    }

    /** @param renewals null while there are too few to be learned apart; then they are among the others */
    record LearnedByKind(Learned others, @Nullable Learned renewals) {}

    /** @param won of those who enter it, the share that is won in the end */
    record StageLearned(String stage, long wentOn, double won) {}

    @Transactional(readOnly = true)
    public LearnedByKind learned() {
        return recalled.of(new AskedWhy(today(), worths.stamp()), () -> {
            var deals = all().stream()
                    .filter(deal -> deal.opened() != PastDeal.NEVER)
                    .toList();
            var renewals = learn(MonteCarlo.kind(deals, true));
            var others = learn(MonteCarlo.kind(deals, false));
            return renewals.isEnough() && others.isEnough()
                    ? new LearnedByKind(others, renewals)
                    : new LearnedByKind(learn(deals), null);
        });
    }

    private Learned learn(List<PastDeal> deals) {
        var day = Math.toIntExact(today().toEpochDay());
        var weights = new int[deals.size()];
        java.util.Arrays.fill(weights, 1);
        var course = Course.of(deals, day, weights);
        var stages = new ArrayList<StageLearned>();
        for (var stage = 0; stage < PastDeal.STAGES; stage++) {
            stages.add(
                    new StageLearned(STAGES.get(stage), Math.round(course.wentOn(stage)), course.wonInTheEnd(stage)));
        }
        var decided = deals.stream().filter(deal -> deal.over() <= day).toList();
        return new Learned(
                decided.size(), (int) decided.stream().filter(PastDeal::won).count(), stages, course.daysToWin());
    }

    private static final List<String> STAGES = List.of("discovery", "proposal", "closing");

    /** What it would have said at the beginning and in the middle of the last periods of this kind; of everybody's deals. */
    @Transactional(readOnly = true)
    public BackTest backTest(Period period) {
        var periods = new ArrayList<Period>();
        var days = new ArrayList<LocalDate>();
        var one = period.isOver(today()) ? period.next() : period;
        while (!one.isOver(today()) && one.from().isAfter(today())) {
            one = one.before();
        }
        for (var i = 0; i < TESTED; i++) {
            one = one.before();
            periods.addFirst(one);
            days.add(one.from().minusDays(1));
            days.add(one.from().plusDays(one.from().until(one.to(), java.time.temporal.ChronoUnit.DAYS) / 2));
        }
        days.sort(null);
        var seed = seed(period, one.from());
        return recalled.of(
                new AskedOfPast(List.copyOf(periods), worths.stamp()), () -> BackTest.of(all(), days, periods, seed));
    }

    /** Notes down beside a snapshot what is expected of the present month and quarter. In the snapshot's transaction. */
    void note(LocalDate week) {
        var today = today();
        var deals = all();
        for (var period : Period.around(today)) {
            var estimate = estimate(deals, period, null);
            if (estimate.isEnough()) {
                sql.insertInto(FORECAST_ESTIMATE)
                        .set(FORECAST_ESTIMATE.WEEK, week)
                        .set(FORECAST_ESTIMATE.PERIOD, period.id())
                        .set(FORECAST_ESTIMATE.LOW_MINOR, estimate.low())
                        .set(FORECAST_ESTIMATE.MIDDLE_MINOR, estimate.middle())
                        .set(FORECAST_ESTIMATE.HIGH_MINOR, estimate.high())
                        .set(FORECAST_ESTIMATE.CURRENCY, currency())
                        .onConflictDoNothing()
                        .execute();
            }
        }
    }

    /** What was noted for a period, by week. Reads the primary key. */
    Map<LocalDate, Estimate> noted(Period period) {
        return sql.selectFrom(FORECAST_ESTIMATE)
                .where(FORECAST_ESTIMATE.PERIOD.eq(period.id()))
                .and(FORECAST_ESTIMATE.CURRENCY.eq(currency()))
                .fetchMap(
                        FORECAST_ESTIMATE.WEEK,
                        row -> new Estimate(
                                row.getLowMinor(), row.getMiddleMinor(), row.getHighMinor(), 0, 0, 0, 0, 0, 0));
    }
}
