package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.percentileCont;

import io.diabolo.insight.Funnel.StageFigures;
import io.diabolo.journey.Ledger;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The figures of the double funnel, for page and API alike: one pass over the journeys. Their entries are read only for
 * where journeys stood at the end of a period that is over.
 */
@Service
public class Funnels {
    static final List<String> CHANNELS = List.of("inbound", "outbound", "unknown");

    private final DSLContext sql;
    private final Clock clock;
    private final Workspaces workspaces;
    private final Ledger ledger;

    Funnels(DSLContext sql, Clock clock, Workspaces workspaces, Ledger ledger) {
        this.sql = sql;
        this.clock = clock;
        this.workspaces = workspaces;
        this.ledger = ledger;
    }

    /** Today in the workspace's zone. */
    LocalDate today() {
        return LocalDate.now(clock.withZone(workspaces.settings().zone()));
    }

    @Transactional(readOnly = true)
    public Funnel figures(FunnelQuery query, Actor me) {
        var cut = new JourneyCut(query, me);
        var patience = cut.judgesAge() ? Patience.toNext(sql, cut.types(), today()) : Patience.none();
        var fields = new ArrayList<Field<?>>();
        for (var stage : Stage.stages()) {
            fields.addAll(counts(stage, cut));
            if (stage != Stage.GROWTH) {
                fields.addAll(joint(stage, Stage.of(stage.number() + 1), cut, patience));
            }
        }
        var row = sql.select(fields).from(JOURNEY).where(cut.base()).fetchSingle();
        var current = current(cut);
        return new Funnel(Stage.stages().stream()
                .map(stage -> figures(stage, row, current.getOrDefault(stage, 0L), cut.judgesAge()))
                .toList());
    }

    /** What a list has to ask to show the journeys of a figure; the same conditions as are counted here. */
    Condition behind(FunnelQuery query, String kind, List<Stage> stages, Actor me) {
        var cut = new JourneyCut(query, me);
        var stage = stages.getFirst();
        var last = stages.getLast();
        return cut.base()
                .and(
                        switch (kind) {
                            case "reached" -> cut.reached(stage);
                            case "entered" -> cut.enteredDated(stage);
                            case "current" -> standsIn(stage, cut);
                            case "exited" -> cut.exited(stage);
                            case "undated" -> cut.undated(stage);
                            case "moved" -> cut.movedOn(stage, last);
                            case "timed" -> cut.timed(stage, last);
                            case "young" ->
                                cut.judgesAge()
                                        ? cut.reached(stage)
                                                .and(Patience.between(sql, cut.types(), stage, last, today())
                                                        .tooYoung(stage))
                                        : DSL.falseCondition();
                            default -> throw new io.diabolo.platform.BadInput("figure", "funnel.fault.figure");
                        });
    }

    private List<Field<?>> counts(Stage stage, JourneyCut cut) {
        var all = new ArrayList<Field<?>>();
        for (var channel : CHANNELS) {
            all.add(number(cut.reached(stage).and(JOURNEY.CHANNEL.eq(DSL.inline(channel))), stage, channel));
        }
        all.add(number(cut.enteredDated(stage), stage, "dated"));
        all.add(number(cut.exited(stage), stage, "exited"));
        all.add(number(cut.undated(stage), stage, "undated"));
        return all;
    }

    private List<Field<?>> joint(Stage stage, Stage next, JourneyCut cut, Patience patience) {
        var days = JourneyCut.days(stage, next);
        var timed = cut.timed(stage, next);
        var young = patience.tooYoung(stage);
        return List.of(
                number(cut.reached(stage).and(young), stage, "young"),
                number(cut.reached(stage).andNot(young), stage, "judged"),
                number(cut.movedOn(stage, next).andNot(young), stage, "moved"),
                number(timed.and(days.lt(0)), stage, "negative"),
                percentile(0.5, days, timed).as(stage.id() + "_median"),
                percentile(0.9, days, timed).as(stage.id() + "_p90"));
    }

    private static StageFigures figures(Stage stage, Record row, long current, boolean cohort) {
        var channels = new LinkedHashMap<String, Long>();
        CHANNELS.forEach(channel -> channels.put(channel, number(row, stage, channel)));
        var exited = number(row, stage, "exited");
        var moved = number(row, stage, "moved");
        // An activity judges those that left the stage in the period, onwards or out; a cohort all that came to it.
        var judged = cohort ? number(row, stage, "judged") : moved + exited;
        return new StageFigures(
                stage,
                channels.values().stream().mapToLong(Long::longValue).sum(),
                number(row, stage, "dated"),
                current,
                exited,
                stage.number() >= Stage.LIVE.number() || judged == 0 ? null : (double) moved / judged,
                days(row, stage, "median"),
                days(row, stage, "p90"),
                number(row, stage, "negative"),
                number(row, stage, "young"),
                number(row, stage, "undated"),
                channels);
    }

    private boolean isOver(JourneyCut cut) {
        var to = cut.query().to();
        return to != null && to.isBefore(today());
    }

    private Condition standsIn(Stage stage, JourneyCut cut) {
        var to = cut.query().to();
        return to == null || !isOver(cut)
                ? cut.current(stage)
                : cut.cohort()
                        .and(JOURNEY.ID.in(DSL.select(Ledger.JOURNEY_ID)
                                .from(ledger.standing(to))
                                .where(Ledger.STAGE.eq(DSL.inline((short) stage.number())))));
    }

    private Map<Stage, Long> current(JourneyCut cut) {
        var to = cut.query().to();
        // The projection knows today only; how it stood at the end of a past period is read from the ledger.
        var past = to != null && isOver(cut) ? ledger.standing(to) : null;
        var stage = past == null ? JOURNEY.CURRENT_STAGE : Ledger.STAGE;
        var from = past == null ? JOURNEY : JOURNEY.join(past).on(Ledger.JOURNEY_ID.eq(JOURNEY.ID));
        var all = new HashMap<Stage, Long>();
        sql.select(stage, count())
                .from(from)
                .where(cut.base())
                .and(cut.cohort())
                .groupBy(stage)
                .forEach(row -> all.put(Stage.of(row.value1()), row.value2().longValue()));
        return all;
    }

    static Field<Integer> number(Condition condition, Stage stage, String name) {
        return count().filterWhere(condition).as(stage.id() + "_" + name);
    }

    static Field<Double> percentile(double share, Field<Integer> days, Condition condition) {
        return percentileCont(share)
                .withinGroupOrderBy(days)
                .filterWhere(condition)
                .cast(Double.class);
    }

    private static long number(Record row, Stage stage, String name) {
        var field = row.field(stage.id() + "_" + name);
        return field == null ? 0 : row.get(field, Long.class);
    }

    private static @Nullable Double days(Record row, Stage stage, String name) {
        var field = row.field(stage.id() + "_" + name);
        return field == null ? null : row.get(field, Double.class);
    }
}
