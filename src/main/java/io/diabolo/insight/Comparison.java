package io.diabolo.insight;

import io.diabolo.insight.FunnelQuery.Dimension;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** With what the figures are compared: the period before, the year before, or one segment. */
record Comparison(String id, FunnelQuery query) {
    static final List<String> PERIODS = List.of("previous", "year");
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise");

    /** Null when none is asked, or the period has no beginning and so none before it. */
    static @Nullable Comparison of(String id, FunnelQuery query, LocalDate today) {
        if (SEGMENTS.contains(id)) {
            return new Comparison(id, query.with(Dimension.SEGMENT, List.of(id)));
        }
        var from = query.from();
        if (from == null || !PERIODS.contains(id)) {
            return null;
        }
        var to = query.to() == null ? today : query.to();
        if (id.equals("year")) {
            return new Comparison(id, query.during(from.minusYears(1), to.minusYears(1)));
        }
        var length = ChronoUnit.DAYS.between(from, to) + 1;
        return new Comparison(id, query.during(from.minusDays(length), from.minusDays(1)));
    }
}
