package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.TARGET;

import io.diabolo.identity.TeamId;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.targets.TargetPlan;
import io.diabolo.targets.TargetPlans;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The targets that were set on bookings, beside which a forecast stands. */
@Component
class Quotas {
    private static final int MOST = 10_000;
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final TargetPlans plans;

    Quotas(DSLContext sql, Workspaces workspaces, TargetPlans plans) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.plans = plans;
    }

    /**
     * In minor units of the workspace's currency.
     *
     * @param own of members alone, and of teams
     * @param lines of managers with all below them
     */
    record Of(Map<UUID, Long> own, Map<UUID, Long> lines) {
        @Nullable
        Long member(MemberId id) {
            return own.get(id.value());
        }

        @Nullable
        Long line(MemberId id) {
            return lines.get(id.value());
        }

        @Nullable
        Long team(TeamId id) {
            return own.get(id.value());
        }
    }

    /** A period for which a target may have been set. */
    private record Span(String id, LocalDate from, LocalDate to) {
        static Span of(Period period) {
            return new Span(period.id(), period.from(), period.to());
        }

        static Span year(LocalDate day) {
            var from = day.withDayOfYear(1);
            return new Span(String.valueOf(day.getYear()), from, from.plusYears(1));
        }
    }

    /** @param member null for a team's */
    private record Quota(
            UUID who, @Nullable MemberId member, String figure, String role, String period, BigDecimal value) {}

    /**
     * As the season and a member's ramp-up make them. Where a quarter has no target of its own, those of its months together are;
     * where there are none either, its part of the year's, and a month's part of the quarter's or the year's. Reads the index
     * target_of_period.
     */
    Of of(Period period) {
        var months = period.isQuarter()
                ? period.from()
                        .datesUntil(period.to(), java.time.Period.ofMonths(1))
                        .map(day -> Span.of(Period.month(day)))
                        .toList()
                : List.<Span>of();
        var longer = period.isQuarter()
                ? List.of(Span.year(period.from()))
                : List.of(Span.of(Period.quarter(period.from())), Span.year(period.from()));
        var asked = new ArrayList<>(months);
        asked.add(Span.of(period));
        asked.addAll(longer);
        var digits = workspaces.settings().currency().getDefaultFractionDigits();
        var read = new HashMap<String, TargetPlan>();
        var all = new Of(new HashMap<>(), new HashMap<>());
        read(asked).forEach((_, set) -> {
            var found = reached(set, Span.of(period), months, longer, read);
            if (found != null) {
                var of = set.getFirst().figure().equals(ManagerFigures.BOOKINGS) ? all.own() : all.lines();
                of.put(set.getFirst().who(), minor(found, digits));
            }
        });
        return all;
    }

    /** By whom and figure. */
    private Map<List<Object>, List<Quota>> read(List<Span> periods) {
        return sql
                .select(TARGET.MEMBER_ID, TARGET.TEAM_ID, TARGET.FIGURE, TARGET.ROLE, TARGET.PERIOD, TARGET.VALUE)
                .from(TARGET)
                .where(TARGET.PERIOD.in(periods.stream().map(Span::id).toList()))
                .and(TARGET.FIGURE.in(ManagerFigures.BOOKINGS, ManagerFigures.LINE_BOOKINGS))
                .and(TARGET.VALUE.isNotNull())
                .limit(MOST)
                .fetch(row -> new Quota(
                        row.value1() == null ? row.value2() : row.value1(),
                        row.value1() == null ? null : new MemberId(row.value1()),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6()))
                .stream()
                .collect(Collectors.groupingBy(set -> List.of(set.who(), set.figure())));
    }

    private @Nullable BigDecimal reached(
            List<Quota> set, Span own, List<Span> months, List<Span> longer, Map<String, TargetPlan> read) {
        var whole = part(set, own, own, read);
        if (whole != null) {
            return whole;
        }
        var summed = months.stream()
                .map(month -> part(set, month, month, read))
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add);
        return summed.orElseGet(() -> longer.stream()
                .map(span -> part(set, span, own, read))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    /** Of the target that was set for one period, what falls in another one; null where none was set. */
    private @Nullable BigDecimal part(List<Quota> all, Span of, Span in, Map<String, TargetPlan> read) {
        var set = all.stream().filter(one -> one.period().equals(of.id())).findFirst();
        if (set.isEmpty()) {
            return null;
        }
        var course = read.computeIfAbsent(set.get().role(), plans::of)
                .course(
                        new Figure(
                                set.get().figure(),
                                Figure.Unit.MONEY,
                                List.of(set.get().role())),
                        set.get().member(),
                        of.from(),
                        of.to(),
                        set.get().value());
        return course == null ? null : course.part(in.from(), in.to()).total();
    }

    private static long minor(BigDecimal value, int digits) {
        return value.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
