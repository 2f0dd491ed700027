package io.diabolo.targets;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A season read off what was reached before: of each whole year of twelve months back from the last complete one, the share of
 * every month, and of these the mean, so that a strong year doesn't outweigh a weak one. Two years are the least: of one, what
 * recurs can't be told from what happened once.
 */
@Component
class SeasonHistory {
    static final int LEAST_YEARS = 2;
    static final int MOST_YEARS = 5;
    private static final int EXACT = 1_000_000_000;
    private final Figures figures;
    private final Members members;
    private final Workspaces workspaces;
    private final Clock clock;

    SeasonHistory(Figures figures, Members members, Workspaces workspaces, Clock clock) {
        this.figures = figures;
        this.members = members;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * What history says.
     *
     * @param season null where it is too short
     * @param years whole ones that were read
     * @param since the first month with a result; null where there is none
     */
    record Found(
            @Nullable Seasonality season,
            int years,
            @Nullable YearMonth since) {}

    /** Of all members together, also of those who left: their months were months too. */
    @Transactional(readOnly = true)
    public Found of(String figure, Actor me) {
        PlanningRights.look(me);
        var known = figures.find(figure);
        if (known.isEmpty() || !TargetPlan.addsUp(known.get())) {
            throw new BadInput("figure", "season.fault.figure");
        }
        var zone = workspaces.settings().zone();
        var all = members.all().stream().map(Member::id).toList();
        var next = YearMonth.from(LocalDate.ofInstant(clock.instant(), zone));
        var earliest = next.minusYears(MOST_YEARS);
        var values = new ArrayDeque<BigDecimal>();
        for (var month = next; month.isAfter(earliest); month = month.minusMonths(1)) {
            // Of most workspaces there aren't five years: where nothing came before, no month is asked for.
            if (values.size() % Seasonality.MONTHS == 0
                    && reached(figure, all, earliest, month, zone).signum() == 0) {
                break;
            }
            values.addFirst(reached(figure, all, month.minusMonths(1), month, zone));
        }
        return of(List.copyOf(values), next);
    }

    private BigDecimal reached(String figure, List<MemberId> members, YearMonth from, YearMonth before, ZoneId zone) {
        var request = new FigureRequest(
                members,
                from.atDay(1).atStartOfDay(zone).toInstant(),
                before.atDay(1).atStartOfDay(zone).toInstant());
        var value = figures.value(figure, request).value();
        return value == null ? BigDecimal.ZERO : BigDecimal.valueOf(value);
    }

    /** @param values of the months before {@code next}, the oldest first */
    static Found of(List<BigDecimal> values, YearMonth next) {
        var first = 0;
        while (first < values.size() && values.get(first).signum() <= 0) {
            first++;
        }
        if (first == values.size()) {
            return new Found(null, 0, null);
        }
        var since = next.minusMonths(values.size() - first);
        var years = (values.size() - first) / Seasonality.MONTHS;
        var shares = new BigDecimal[Seasonality.MONTHS];
        Arrays.fill(shares, BigDecimal.ZERO);
        var counted = 0;
        for (var year = 1; year <= years; year++) {
            var of = values.subList(
                    values.size() - year * Seasonality.MONTHS, values.size() - (year - 1) * Seasonality.MONTHS);
            var sum = of.stream().map(value -> value.max(BigDecimal.ZERO)).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.signum() == 0) {
                continue;
            }
            counted++;
            for (var at = 0; at < of.size(); at++) {
                var month =
                        next.minusMonths((long) year * Seasonality.MONTHS - at).getMonth();
                var share = of.get(at).max(BigDecimal.ZERO).divide(sum, MathContext.DECIMAL64);
                shares[month.getValue() - 1] = shares[month.getValue() - 1].add(share);
            }
        }
        return new Found(counted < LEAST_YEARS ? null : season(shares, counted), counted, since);
    }

    private static Seasonality season(BigDecimal[] shares, int years) {
        var weights = new ArrayList<>(Collections.nCopies(Seasonality.MONTHS, 0));
        for (var month : Month.values()) {
            var mean = shares[month.getValue() - 1].divide(BigDecimal.valueOf(years), MathContext.DECIMAL64);
            weights.set(
                    month.getValue() - 1,
                    mean.multiply(BigDecimal.valueOf(EXACT)).intValue());
        }
        return Seasonality.inProportion(weights);
    }
}
