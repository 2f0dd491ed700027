package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.diabolo.journey.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a journey that stands in a stage may be judged: DESIGN.md §3 rule 5. The 90th percentile of days
 * between two stages, over the journeys that came to the second within the last 24 months; of the same segment when that
 * has at least 30 of them, else of the workspace. Nobody's filters or rights change it.
 */
final class Patience {
    static final int ENOUGH = 30;
    private final LocalDate today;
    private final Map<Stage, Waits> waits;

    private record Waits(@Nullable Double workspace, Map<String, Double> segments) {}

    private Patience(LocalDate today, Map<Stage, Waits> waits) {
        this.today = today;
        this.waits = waits;
    }

    /** Nothing is too young. */
    static Patience none() {
        return new Patience(LocalDate.EPOCH, Map.of());
    }

    static Patience between(DSLContext sql, List<String> types, Stage from, Stage to, LocalDate today) {
        return of(sql, types, Map.of(from, to), today);
    }

    private static Patience of(DSLContext sql, List<String> types, Map<Stage, Stage> pairs, LocalDate today) {
        var since = val(today.minusMonths(24));
        var fields = new ArrayList<Field<?>>(
                List.of(JOURNEY.SEGMENT, DSL.grouping(JOURNEY.SEGMENT).as("overall")));
        pairs.forEach((from, to) -> {
            var both = JourneyCut.on(from).isNotNull().and(JourneyCut.on(to).ge(since));
            fields.add(count().filterWhere(both).as("n_" + from.id()));
            fields.add(Funnels.percentile(0.9, JourneyCut.days(from, to), both).as("p_" + from.id()));
        });
        var rows = sql.select(fields)
                .from(JOURNEY)
                .where(JOURNEY.TYPE.in(types))
                .groupBy(DSL.groupingSets(new Field<?>[] {JOURNEY.SEGMENT}, new Field<?>[] {}))
                .fetch();
        var all = new EnumMap<Stage, Waits>(Stage.class);
        for (var from : pairs.keySet()) {
            var segments = new HashMap<String, Double>();
            Double workspace = null;
            for (var row : rows) {
                var wait = row.get("p_" + from.id(), Double.class);
                var segment = row.get(JOURNEY.SEGMENT);
                if (row.get("overall", Integer.class) == 1) {
                    workspace = wait;
                } else if (segment != null && row.get("n_" + from.id(), Integer.class) >= ENOUGH) {
                    segments.put(segment, wait);
                }
            }
            all.put(from, new Waits(workspace, segments));
        }
        return new Patience(today, all);
    }

    /** Entered the stage less than that many days ago. */
    Condition tooYoung(Stage from) {
        var wait = waits.get(from);
        if (wait == null || wait.workspace == null) {
            return DSL.falseCondition();
        }
        var entered = JourneyCut.on(from);
        var age = DSL.field("({0} - {1})", Integer.class, val(today), entered).cast(Double.class);
        var workspace = inline(wait.workspace);
        return entered.isNotNull()
                .and(age.lt(
                        wait.segments.isEmpty()
                                ? workspace
                                : DSL.case_(JOURNEY.SEGMENT)
                                        .mapValues(wait.segments)
                                        .otherwise(workspace)));
    }
}
