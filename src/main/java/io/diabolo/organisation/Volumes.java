package io.diabolo.organisation;

import io.diabolo.insight.Funnel;
import io.diabolo.insight.FunnelQuery;
import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.insight.Funnels;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many journeys pass each stage a month, by segment and channel: the double funnel's own counts of the last ninety days,
 * new business. Live and growth have no entries but customers: those that stand there now.
 */
final class Volumes {
    static final int DAYS = 90;
    static final String NO_SEGMENT = FunnelQuery.NONE;
    private static final double MONTHS = 3;
    /** Those of the four that a team is told apart by, and the rest. */
    static final List<String> SEGMENTS = List.of("micro", "smb", "mid_market", "enterprise", NO_SEGMENT);

    private record Key(Stage stage, String segment, String channel) {}

    private final Map<Key, Double> passing = new HashMap<>();

    private Volumes() {}

    static Volumes none() {
        return new Volumes();
    }

    /** Counts of those journeys that {@code me} may see. */
    static Volumes of(Funnels funnels, LocalDate today, Actor me) {
        var volumes = new Volumes();
        for (var segment : SEGMENTS) {
            var query = new FunnelQuery(
                    Basis.ACTIVITY, today.minusDays(DAYS - 1L), today, Map.of(Dimension.SEGMENT, List.of(segment)));
            volumes.add(segment, funnels.figures(query, me));
        }
        return volumes;
    }

    private void add(String segment, Funnel funnel) {
        for (var figures : funnel.stages()) {
            if (isStanding(figures.stage())) {
                // Whoever came to growth is a customer who is live.
                passing.put(new Key(figures.stage(), segment, ""), (double) figures.current());
            } else {
                figures.byChannel()
                        .forEach((channel, count) ->
                                passing.put(new Key(figures.stage(), segment, channel), count / MONTHS));
            }
        }
        var live = passing.getOrDefault(new Key(Stage.LIVE, segment, ""), 0.0);
        var grown = passing.getOrDefault(new Key(Stage.GROWTH, segment, ""), 0.0);
        passing.put(new Key(Stage.LIVE, segment, ""), live + grown);
        passing.put(new Key(Stage.GROWTH, segment, ""), live + grown);
    }

    /** Whether it is counted by who stands there instead of by who comes. */
    static boolean isStanding(Stage stage) {
        return stage.number() > Stage.DELIVERY.number();
    }

    void put(Stage stage, String segment, String channel, double month) {
        passing.put(new Key(stage, segment, channel), month);
    }

    /** A month, by this channel; customers that stand there have none ("" asks for them). */
    double of(Stage stage, String segment, String channel) {
        return passing.getOrDefault(new Key(stage, segment, channel), 0.0);
    }

    /** A month, over all channels. */
    double of(Stage stage, String segment) {
        return passing.entrySet().stream()
                .filter(one ->
                        one.getKey().stage() == stage && one.getKey().segment().equals(segment))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    double of(Stage stage) {
        return SEGMENTS.stream().mapToDouble(segment -> of(stage, segment)).sum();
    }

    boolean isEmpty() {
        return passing.values().stream().allMatch(count -> count == 0);
    }
}
