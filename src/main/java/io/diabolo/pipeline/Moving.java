package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.JOURNEY_ENTRY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.jooq.tables.records.OpportunityRecord;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The one way in which a deal moves, whether on its page, on the board, by the API or by a rule. */
@Component
class Moving {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private final DSLContext sql;
    private final Pipelines pipelines;
    private final Gates gates;
    private final Furthest furthest;
    private final Closing closing;
    private final CycleLengths cycles;
    private final Journeys journeys;
    private final ChangeSets changeSets;
    private final Records records;
    private final ObjectProvider<OpportunityType> type;
    private final ObjectProvider<AfterMove> after;
    private final DealTeam team;
    private final Clock clock;

    Moving(
            DSLContext sql,
            Pipelines pipelines,
            Gates gates,
            Furthest furthest,
            Closing closing,
            CycleLengths cycles,
            Journeys journeys,
            ChangeSets changeSets,
            Records records,
            ObjectProvider<OpportunityType> type,
            ObjectProvider<AfterMove> after,
            DealTeam team,
            Clock clock) {
        this.sql = sql;
        this.pipelines = pipelines;
        this.gates = gates;
        this.furthest = furthest;
        this.closing = closing;
        this.cycles = cycles;
        this.journeys = journeys;
        this.changeSets = changeSets;
        this.records = records;
        this.type = type;
        this.after = after;
        this.team = team;
        this.clock = clock;
    }

    @Transactional
    public Moved move(MoveOrder order, Actor me) {
        return move(order, null, me);
    }

    /** @param causedBy the change set of which this move is a part */
    @Transactional
    public Moved move(MoveOrder order, @Nullable UUID causedBy, Actor me) {
        me.mayWrite();
        var row = lock(order.opportunity(), me);
        var looked = order.version();
        if (looked != null && !looked.equals(row.getVersion())) {
            throw new StaleVersion(looked, row.getVersion());
        }
        var refused = refused(order, row, me);
        return refused == null ? moved(order, row, causedBy, me) : refused;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Moved sign(UUID id, Instant at, @Nullable UUID causedBy, Actor me) {
        me.mayWrite();
        var row = lock(id, me);
        var from = stage(row);
        if (from == Stage.WON) {
            return new Moved.Unchanged(id, Stage.WON);
        }
        var changeSet = changeSets.open(me, "opportunity.moved", row.getName(), causedBy);
        enter(MoveOrder.to(id, Stage.WON).at(at, null), null, row, from, changeSet, me);
        return new Moved.Done(id, Stage.WON, changeSet);
    }

    private OpportunityRecord lock(UUID id, Actor me) {
        return sql.selectFrom(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(id))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .filter(row -> me.visibility().covers(row.getOwnerId() == null ? null : new MemberId(row.getOwnerId()))
                        || team.includes(id, me))
                .orElseThrow(() -> new NoSuchRecord("opportunity", id));
    }

    private static Stage stage(OpportunityRecord row) {
        return Stage.named(row.getStage()).orElse(Stage.DISCOVERY);
    }

    /** What stands against it, gates apart; null when nothing does. */
    private @Nullable Moved refused(MoveOrder order, OpportunityRecord row, Actor me) {
        var stage = order.stage();
        var at = order.at();
        if (order.seen() != null && order.seen() != stage(row)) {
            return elsewhere(row);
        }
        if (!Opportunities.REACHED.contains(stage)) {
            return new Moved.NotForOpportunities(stage);
        }
        if (stage == Stage.LOST && order.reason() == null) {
            return new Moved.ReasonMissing();
        }
        if (at != null && at.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            return new Moved.InFuture();
        }
        var step = order.subStage();
        if (step != null && !hasStep(row, stage, step, me)) {
            return new Moved.NoSuchSubStage(step);
        }
        return stage(row) == stage && (step == null || step.equals(row.getSubStage()))
                ? new Moved.Unchanged(row.getId(), stage)
                : null;
    }

    private boolean hasStep(OpportunityRecord row, Stage stage, String step, Actor me) {
        var pipeline = pipelines.of(row.getPipeline(), me.locale());
        return pipeline.describes(stage.id())
                && pipeline.stage(stage.id()).subStages().stream()
                        .anyMatch(one -> PipelineStage.key(one).equals(step));
    }

    /** Who moved it last, and when, so that who comes second knows whom to ask. */
    private Moved elsewhere(OpportunityRecord row) {
        var last = sql.select(MEMBER.NAME, JOURNEY_ENTRY.RECORDED_AT)
                .from(JOURNEY_ENTRY)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(JOURNEY_ENTRY.WORKSPACE_ID))
                .and(MEMBER.ID.eq(JOURNEY_ENTRY.MEMBER_ID))
                .where(JOURNEY_ENTRY.JOURNEY_ID.eq(row.getJourneyId()))
                .orderBy(JOURNEY_ENTRY.SEQ.desc())
                .limit(1)
                .fetchOne();
        var at = last == null ? null : last.value2();
        return new Moved.Elsewhere(
                row.getId(), stage(row), last == null ? null : last.value1(), at == null ? null : at.toInstant());
    }

    private Moved moved(MoveOrder order, OpportunityRecord row, @Nullable UUID causedBy, Actor me) {
        var from = stage(row);
        var stages = Gates.entered(from, furthest.of(row.getId()), order.stage());
        var pipeline = pipelines.of(row.getPipeline(), me.locale());
        var lacking = gates.missing(row.getId(), pipeline, stages, me);
        var override = !lacking.isEmpty() && order.override() != null;
        if (override && !Opportunities.mayOverride(me)) {
            throw new NotAllowed("gate");
        }
        if (!lacking.isEmpty() && !override && order.filled().isEmpty()) {
            return new Moved.Incomplete(row.getId(), order.stage(), lacking);
        }
        var action = override ? "opportunity.moved-anyway" : "opportunity.moved";
        var changeSet = changeSets.open(me, action, row.getName(), causedBy);
        if (!order.filled().isEmpty()) {
            records.updateAlong(type.getObject(), row.getId(), order.filled(), changeSet, me);
            var still = override ? List.<Checked>of() : gates.missing(row.getId(), pipeline, stages, me);
            if (!still.isEmpty()) {
                throw new GateClosed(new Moved.Incomplete(row.getId(), order.stage(), still));
            }
            row.refresh();
        }
        enter(order, override ? order.override() : order.reason(), row, from, changeSet, me);
        return new Moved.Done(row.getId(), order.stage(), changeSet);
    }

    /** @param why as the ledger keeps it: the outcome's reason, or why the gate was passed */
    private void enter(
            MoveOrder order, @Nullable String why, OpportunityRecord row, Stage from, UUID changeSet, Actor me) {
        var at = order.at() == null ? clock.instant() : order.at();
        closing.follow(order, row, from, at, changeSet);
        if (from != order.stage()) {
            journeys.enter(
                    List.of(new StageEntry(row.getJourneyId(), "opportunity", row.getId(), order.stage(), at, why)),
                    changeSet,
                    me);
            if (from == Stage.WON || order.stage() == Stage.WON) {
                cycles.learn();
            }
        }
        after.orderedStream().forEach(module -> module.moved(order, from, changeSet, me));
    }
}
