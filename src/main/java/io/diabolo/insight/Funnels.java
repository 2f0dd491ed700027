package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.percentileCont;

import io.diabolo.journey.Ledger;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
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
    private final JourneyColumns columns;

    Funnels(
            DSLContext sql,
            Clock clock,
            Workspaces workspaces,
            Ledger ledger,
            Remembered remembered,
            JourneyColumns columns) {
        this.sql = sql;
        this.clock = clock;
        this.workspaces = workspaces;
        this.ledger = ledger;
        this.remembered = remembered;
        this.columns = columns;
    }

    /** Today in the workspace's zone. */
    LocalDate today() {
        return LocalDate.now(clock.withZone(workspaces.settings().zone()));
    }

    private record Question(FunnelQuery query, boolean standing) {}

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
                        new Question(query, standing), today(), me.visibility(), me, () -> count(query, standing, me))
                : count(query, standing, me);
    }

    /** One walk through the journeys; where the end of the period is past, the ledger says where they stood then. */
    private Funnel count(FunnelQuery query, boolean standing, Actor me) {
        var cut = new JourneyCut(query, me);
        var members = members(query.values(FunnelQuery.Dimension.TEAM));
        var today = today();
        var funnel = columns.read(journeys -> {
            var waits = cut.judgesAge()
                    ? Waits.of(journeys, cut.types(), today)
                    : Waits.none(journeys.codes(FunnelQuery.Dimension.SEGMENT.column()));
            return Tally.of(journeys, query, members, waits, today, me);
        });
        return standing && isOver(cut) ? funnel.standing(stood(cut)) : funnel;
    }

    /** The members of these teams, as words of the columns; those who own nothing belong to none. */
    private Set<String> members(List<String> teams) {
        if (teams.isEmpty()) {
            return Set.of();
        }
        var none = teams.contains(FunnelQuery.NONE);
        var ids = teams.stream()
                .filter(team -> !team.equals(FunnelQuery.NONE))
                .map(UUID::fromString)
                .toList();
        var all = new HashSet<>(sql.select(MEMBER.ID.cast(String.class))
                .from(MEMBER)
                .where(MEMBER.TEAM_ID.in(ids).or(none ? MEMBER.TEAM_ID.isNull() : DSL.falseCondition()))
                .fetchSet(0, String.class));
        if (none) {
            all.add(FunnelQuery.NONE);
        }
        return all;
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
}
