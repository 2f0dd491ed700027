package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.TARGET;

import io.diabolo.identity.TeamId;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The targets that were set on bookings, beside which a forecast stands. */
@Component
class Quotas {
    private static final int MOST = 10_000;
    private final DSLContext sql;
    private final Workspaces workspaces;

    Quotas(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
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

    /** Where a quarter has no target of its own, those of its months together are. Reads the index target_of_period. */
    Of of(Period period) {
        var months = period.isQuarter()
                ? period.from()
                        .datesUntil(period.to(), java.time.Period.ofMonths(1))
                        .map(day -> Period.month(day).id())
                        .toList()
                : List.<String>of();
        var all = read(List.of(period.id()));
        if (!months.isEmpty()) {
            var summed = read(months);
            summed.own().forEach(all.own()::putIfAbsent);
            summed.lines().forEach(all.lines()::putIfAbsent);
        }
        return all;
    }

    private Of read(List<String> periods) {
        var digits = workspaces.settings().currency().getDefaultFractionDigits();
        var all = new Of(new HashMap<>(), new HashMap<>());
        sql.select(TARGET.MEMBER_ID, TARGET.TEAM_ID, TARGET.VALUE, TARGET.FIGURE)
                .from(TARGET)
                .where(TARGET.PERIOD.in(periods))
                .and(TARGET.FIGURE.in(ManagerFigures.BOOKINGS, ManagerFigures.LINE_BOOKINGS))
                .and(TARGET.VALUE.isNotNull())
                .limit(MOST)
                .forEach(row -> (row.value4().equals(ManagerFigures.BOOKINGS) ? all.own() : all.lines())
                        .merge(
                                row.value1() == null ? row.value2() : row.value1(),
                                minor(row.value3(), digits),
                                Long::sum));
        return all;
    }

    private static long minor(BigDecimal value, int digits) {
        return value.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
