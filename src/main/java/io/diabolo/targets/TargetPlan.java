package io.diabolo.targets;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.Figure.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that spreads the targets of one role over time.
 *
 * @param seasons by figure; that of the empty name is for the others
 * @param ramps of the members who are new, or were
 * @param cents the digits of the workspace's currency
 */
public record TargetPlan(Map<String, Seasonality> seasons, Map<MemberId, Ramp> ramps, int cents) {
    public TargetPlan {
        seasons = Map.copyOf(seasons);
        ramps = Map.copyOf(ramps);
    }

    /**
     * Only what adds up over time has a season; a rate, a time or a cost of each is the same all year, and for everybody.
     */
    public static boolean addsUp(Figure figure) {
        return !figure.less() && (figure.unit() == Unit.COUNT || figure.unit() == Unit.MONEY);
    }

    @Nullable
    Seasonality season(String figure) {
        var own = seasons.get(figure);
        return own == null ? seasons.get("") : own;
    }

    public @Nullable Ramp ramp(@Nullable MemberId member) {
        return member == null ? null : ramps.get(member);
    }

    /**
     * @param member null for a team, which isn't new
     * @param from the first day of the month, quarter or year, {@code to} the first one after it
     * @return null for what doesn't add up over time
     */
    public @Nullable Course course(
            Figure figure, @Nullable MemberId member, LocalDate from, LocalDate to, BigDecimal value) {
        var digits = figure.unit() == Unit.MONEY ? cents : 0;
        return addsUp(figure) ? Course.of(value, from, to, season(figure.id()), ramp(member), digits) : null;
    }
}
