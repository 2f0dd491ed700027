package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.FORECAST_LINE;
import static io.diabolo.jooq.Tables.FORECAST_SNAPSHOT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.diabolo.forecast.Sums.Sum;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each week said for a period, against what came. */
@Service
class Accuracy {
    private final DSLContext sql;
    private final Members members;
    private final Worths worths;
    private final Forecasts forecasts;
    private final Estimates estimates;

    Accuracy(DSLContext sql, Members members, Worths worths, Forecasts forecasts, Estimates estimates) {
        this.sql = sql;
        this.members = members;
        this.worths = worths;
        this.forecasts = forecasts;
        this.estimates = estimates;
    }

    /**
     * What one week said.
     *
     * @param called what a manager had said by then instead; null when nobody had
     * @param estimate what statistics said; null when they said nothing, or not for these deals
     * @param leftOut deals for whose currency there was no rate, in none of its sums
     */
    record Week(
            LocalDate week,
            boolean rebuilt,
            Sums sums,
            @Nullable Long called,
            @Nullable Estimate estimate,
            long leftOut) {
        long said() {
            return called == null ? sums.forecast() : called;
        }
    }

    /** @param came what was won in the period, or has been so far */
    record Told(Period period, Whose whose, List<Week> weeks, long came, boolean over) {
        /** The most deals that any of the weeks couldn't count. */
        long leftOut() {
            return weeks.stream().mapToLong(Week::leftOut).max().orElse(0);
        }

        /** The share by which a value is off what came, with its sign; null where nothing came. */
        @Nullable
        Double error(long said) {
            return came == 0 ? null : Double.valueOf((double) (said - came) / came);
        }

        /** What was said when the period began: by the last week before its second one. */
        @Nullable
        Week atBeginning() {
            return weeks.stream()
                    .filter(week -> week.week().isBefore(period.from().plusDays(7)))
                    .reduce((_, later) -> later)
                    .orElse(null);
        }
    }

    /** Looks as long back before the period as the period is long. */
    @Transactional(readOnly = true)
    public Told of(Period period, Whose whose, Actor me) {
        var staff = new Staff(members.all(), me);
        var weeks = weeks(period);
        add(weeks, period, owned(whose, staff), me);
        var wide = whose instanceof Whose.Everybody && staff.isEverybody();
        var calls = Adjustments.newest(sql, period).stream()
                .filter(one -> one.whose().key().equals(whose.key()))
                .filter(_ -> wide || !(whose instanceof Whose.Everybody))
                .toList();
        Map<LocalDate, Estimate> noted = wide ? estimates.noted(period) : Map.of();
        var all = weeks.values().stream()
                .map(week -> new Week(
                        week.week(),
                        week.rebuilt(),
                        week.sums(),
                        called(calls, week.at()),
                        noted.get(week.week()),
                        week.leftOut().sum()))
                .toList();
        var came = forecasts.sums(Cut.of(period, whose), me).of(Part.CLOSED).minor();
        return new Told(period, whose, all, came, period.isOver(estimates.today()));
    }

    private record Open(LocalDate week, Instant at, boolean rebuilt, Sums sums, LongAdder leftOut) {}

    private TreeMap<LocalDate, Open> weeks(Period period) {
        var length = period.from().until(period.to(), ChronoUnit.DAYS);
        var weeks = new TreeMap<LocalDate, Open>();
        sql.selectFrom(FORECAST_SNAPSHOT)
                .where(FORECAST_SNAPSHOT.COMPLETE)
                .and(FORECAST_SNAPSHOT.WEEK.ge(period.from().minusDays(length)))
                .and(FORECAST_SNAPSHOT.WEEK.lt(period.to()))
                .forEach(row -> weeks.put(
                        row.getWeek(),
                        new Open(
                                row.getWeek(),
                                row.getTakenAt().toInstant(),
                                row.getRebuilt(),
                                new Sums(),
                                new LongAdder())));
        return weeks;
    }

    private static Condition owned(Whose whose, Staff staff) {
        var owners = staff.owners(whose);
        return whose instanceof Whose.Nobody
                ? FORECAST_LINE.OWNER_ID.isNull()
                : owners == null
                        ? DSL.noCondition()
                        : FORECAST_LINE.OWNER_ID.in(
                                owners.stream().map(MemberId::value).toList());
    }

    /** Reads the index forecast_line_of_period. */
    private void add(TreeMap<LocalDate, Open> weeks, Period period, Condition owned, Actor me) {
        var minor = worths.now().minorOfLine(FORECAST_SNAPSHOT.WEEK);
        sql.select(
                        FORECAST_SNAPSHOT.WEEK,
                        FORECAST_LINE.STAGE,
                        FORECAST_LINE.CATEGORY,
                        count(minor),
                        coalesce(sum(minor), BigDecimal.ZERO),
                        count())
                .from(FORECAST_SNAPSHOT)
                .join(FORECAST_LINE)
                .on(FORECAST_LINE.FROM_WEEK.le(FORECAST_SNAPSHOT.WEEK))
                .and(FORECAST_LINE.TO_WEEK.gt(FORECAST_SNAPSHOT.WEEK))
                .where(FORECAST_SNAPSHOT.WEEK.in(weeks.keySet()))
                .and(FORECAST_LINE.CLOSE_DATE.ge(period.from()))
                .and(FORECAST_LINE.CLOSE_DATE.lt(period.to()))
                .and(Visible.to(me, List.of(FORECAST_LINE.OWNER_ID)))
                .and(owned)
                .groupBy(FORECAST_SNAPSHOT.WEEK, FORECAST_LINE.STAGE, FORECAST_LINE.CATEGORY)
                .forEach(row -> {
                    var week = weeks.get(row.value1());
                    if (week != null) {
                        var part = Part.of(row.value2(), row.value3());
                        week.sums().add(part, new Sum(row.value4(), row.value5().longValueExact()));
                        // What is lost is in no sum anyway.
                        week.leftOut().add(part == Part.LOST ? 0 : row.value6() - row.value4());
                    }
                });
    }

    private static @Nullable Long called(List<Adjustment> newestFirst, Instant by) {
        return newestFirst.stream()
                .filter(one -> !one.at().isAfter(by))
                .findFirst()
                .map(Adjustment::minor)
                .orElse(null);
    }
}
