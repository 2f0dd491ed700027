package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static org.jooq.impl.DSL.percentileCont;

import io.diabolo.insight.Funnel.StageFigures;
import io.diabolo.journey.Ledger;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
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
    private final Remembered remembered;

    Funnels(DSLContext sql, Clock clock, Workspaces workspaces, Ledger ledger, Remembered remembered) {
        this.sql = sql;
        this.clock = clock;
        this.workspaces = workspaces;
        this.ledger = ledger;
        this.remembered = remembered;
    }

    /** Today in the workspace's zone. */
    LocalDate today() {
        return LocalDate.now(clock.withZone(workspaces.settings().zone()));
    }

    private record Question(FunnelQuery query, boolean standing) {}

    private record Waits(List<String> types) {}

    @Transactional(readOnly = true)
    public Funnel figures(FunnelQuery query, Actor me) {
        return figures(query, true, me);
    }

    /** Without where journeys stand: a comparison doesn't show it, and for the past it is read from the ledger. */
    Funnel comparison(FunnelQuery query, Actor me) {
        return figures(query, false, me);
    }

    private Funnel figures(FunnelQuery query, boolean standing, Actor me) {
        // Who is in a team may change without any journey changing.
        return query.values(FunnelQuery.Dimension.TEAM).isEmpty()
                ? remembered.of(
                        new Question(query, standing),
                        today(),
                        me.visibility(),
                        me,
                        () -> count(new JourneyCut(query, me), standing, me))
                : count(new JourneyCut(query, me), standing, me);
    }

    /** One pass over the journeys; one more over the ledger where the end of the period is past. */
    private Funnel count(JourneyCut cut, boolean standing, Actor me) {
        var patience = cut.judgesAge() ? patience(cut.types(), me) : Patience.none();
        var past = standing && isOver(cut);
        var closing = new JourneyCut(cut.query().on(FunnelQuery.Basis.ACTIVITY), me);
        var fields = new ArrayList<Field<?>>();
        for (var stage : Stage.stages()) {
            fields.addAll(counts(stage, cut));
            if (standing && !past) {
                fields.add(number(cut.current(stage), stage, "current"));
            }
            if (stage != Stage.GROWTH) {
                fields.addAll(joint(stage, Stage.of(stage.number() + 1), cut, patience));
            }
        }
        fields.add(number(closing.won(), Stage.WON, "won"));
        fields.add(number(closing.lost(), Stage.WON, "lost"));
        var row = sql.select(fields).from(JOURNEY).where(cut.base()).fetchSingle();
        var stood = past ? stood(cut) : Map.<Stage, Long>of();
        return new Funnel(
                Stage.stages().stream()
                        .map(stage -> figures(
                                stage,
                                row,
                                past ? stood.getOrDefault(stage, 0L) : number(row, stage, "current"),
                                cut.judgesAge()))
                        .toList(),
                number(row, Stage.WON, "won"),
                number(row, Stage.WON, "lost"));
    }

    /** Nobody's filters or rights change it, so it is everybody's. */
    private Patience patience(List<String> types, Actor me) {
        return remembered.of(
                new Waits(types), today(), new Visibility.All(), me, () -> Patience.toNext(sql, types, today()));
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
                // both by one sort
                DSL.field(
                                "percentile_cont(array[0.5, 0.9]::float8[]) within group (order by {0}) filter (where {1})",
                                Double[].class, days, timed)
                        .as(stage.id() + "_days"));
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
                days(row, stage, 0),
                days(row, stage, 1),
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
                                .from(ledger.standing(to, journeys(cut)))
                                .where(Ledger.STAGE.eq(DSL.inline((short) stage.number())))));
    }

    /** The projection knows today only; how it stood at the end of a past period is read from the ledger. */
    private Map<Stage, Long> stood(JourneyCut cut) {
        var all = new HashMap<Stage, Long>();
        sql.select(Ledger.STAGE, DSL.count())
                .from(ledger.standing(Objects.requireNonNull(cut.query().to()), journeys(cut)))
                .groupBy(Ledger.STAGE)
                .forEach(row -> all.put(Stage.of(row.value1()), row.value2().longValue()));
        return all;
    }

    private static Select<Record1<UUID>> journeys(JourneyCut cut) {
        return DSL.select(JOURNEY.ID).from(JOURNEY).where(cut.base()).and(cut.cohort());
    }

    static Field<Integer> number(Condition condition, Stage stage, String name) {
        return DSL.count().filterWhere(condition).as(stage.id() + "_" + name);
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

    private static @Nullable Double days(Record row, Stage stage, int share) {
        var field = row.field(stage.id() + "_days");
        var days = field == null ? null : row.get(field, Double[].class);
        return days == null ? null : days[share];
    }
}
