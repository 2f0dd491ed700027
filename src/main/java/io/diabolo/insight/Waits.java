package io.diabolo.insight;

import io.diabolo.insight.FunnelQuery.Dimension;
import java.time.LocalDate;
import java.util.List;

/**
 * How many days to wait in each stage before a journey that stands there may be judged, by segment: {@link Patience} for
 * each stage and the next, from the {@link Columns}.
 *
 * @param days by stage, then by the code of the segment in the columns; minus infinity where nothing is too young
 */
record Waits(double[][] days) {
    private static final int STAGES = 10;

    static Waits of(Columns columns, List<String> types, LocalDate today) {
        var since = Columns.day((int) today.minusMonths(24).toEpochDay());
        var segments = columns.words[Dimension.SEGMENT.column()];
        var codes = columns.codes(Dimension.SEGMENT.column());
        var wanted = Tally.flags(columns, Dimension.TYPE.column(), java.util.Set.copyOf(types));
        var counts = new DayCounts[STAGES][codes + 1];
        for (var row = 0; row < columns.size(); row++) {
            if (!wanted[columns.words[Dimension.TYPE.column()][row]]) {
                continue;
            }
            for (var stage = 1; stage < STAGES; stage++) {
                var entered = columns.on[stage][row];
                var left = columns.on[stage + 1][row];
                if (entered != Columns.NEVER && left >= since) {
                    add(counts[stage], segments[row], left - entered);
                    add(counts[stage], codes, left - entered);
                }
            }
        }
        return of(counts, codes);
    }

    private static void add(DayCounts[] counts, int at, int days) {
        if (counts[at] == null) {
            counts[at] = new DayCounts();
        }
        counts[at].add(days);
    }

    private static Waits of(DayCounts[][] counts, int codes) {
        var days = none(codes).days();
        for (var stage = 1; stage < STAGES; stage++) {
            var workspace = counts[stage][codes] == null ? null : counts[stage][codes].percentile(0.9);
            for (var code = 0; code < codes && workspace != null; code++) {
                var own = code == 0 ? null : counts[stage][code];
                var wait = own != null && own.all() >= Patience.ENOUGH ? own.percentile(0.9) : workspace;
                days[stage][code] = wait == null ? workspace : wait;
            }
        }
        return new Waits(days);
    }

    /** Nothing is too young. */
    static Waits none(int codes) {
        var days = new double[STAGES + 1][codes];
        for (var stage : days) {
            java.util.Arrays.fill(stage, Double.NEGATIVE_INFINITY);
        }
        return new Waits(days);
    }
}
