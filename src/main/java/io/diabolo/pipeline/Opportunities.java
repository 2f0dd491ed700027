package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.jooq.tables.records.OpportunityRecord;
import io.diabolo.journey.Journeys;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opportunities and what can be done with them. Rights are checked here, so page, API and import agree. */
@Service
public class Opportunities {
    /** The stages of an opportunity: from discovery on, or lost. */
    static final Set<Stage> REACHED = EnumSet.of(
            Stage.DISCOVERY,
            Stage.PROPOSAL,
            Stage.CLOSING,
            Stage.WON,
            Stage.DELIVERY,
            Stage.LIVE,
            Stage.GROWTH,
            Stage.LOST);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private final DSLContext sql;
    private final Journeys journeys;
    private final ChangeSets changeSets;
    private final Workspaces workspaces;
    private final Clock clock;

    Opportunities(DSLContext sql, Journeys journeys, ChangeSets changeSets, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.journeys = journeys;
        this.changeSets = changeSets;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    static boolean isClosed(Stage stage) {
        return stage.number() >= Stage.WON.number();
    }

    /** Moves an opportunity as of now. */
    @Transactional
    public Moved move(UUID id, Stage stage, @Nullable String reason, Actor me) {
        return move(id, stage, clock.instant(), reason, null, me);
    }

    /**
     * Moves an opportunity to a stage: onwards, back, won or lost; from a closed one back it is reopened.
     *
     * @param at when it happened
     * @param version the one that was looked at; null takes what is there
     * @throws NoSuchRecord also if {@code me} can't see it
     * @throws StaleVersion when someone changed it meanwhile
     */
    @Transactional
    public Moved move(UUID id, Stage stage, Instant at, @Nullable String reason, @Nullable Integer version, Actor me) {
        me.mayWrite();
        var found = lock(id, me);
        if (version != null && !version.equals(found.getVersion())) {
            throw new StaleVersion(version, found.getVersion());
        }
        var why = reason == null || reason.isBlank() ? null : reason.strip();
        if (!REACHED.contains(stage)) {
            return new Moved.NotForOpportunities(stage);
        }
        if (stage == Stage.LOST && why == null) {
            return new Moved.ReasonMissing();
        }
        if (at.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            return new Moved.InFuture();
        }
        if (found.getStage().equals(stage.id())) {
            return new Moved.Unchanged(id, stage);
        }
        var changeSet = changeSets.open(me, "opportunity.moved", found.getName());
        follow(found, stage, at, why, changeSet);
        journeys.enter(List.of(new StageEntry(found.getJourneyId(), "opportunity", id, stage, at, why)), changeSet, me);
        return new Moved.Done(id, stage, changeSet);
    }

    /** The customer signed: won, whatever the stage asks for. Belongs to the transaction that keeps the signature. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Moved sign(UUID id, Instant at, Actor me) {
        var found = lock(id, me);
        if (found.getStage().equals(Stage.WON.id())) {
            return new Moved.Unchanged(id, Stage.WON);
        }
        var changeSet = changeSets.open(me, "opportunity.moved", found.getName());
        follow(found, Stage.WON, at, null, changeSet);
        journeys.enter(
                List.of(new StageEntry(found.getJourneyId(), "opportunity", id, Stage.WON, at, null)), changeSet, me);
        return new Moved.Done(id, Stage.WON, changeSet);
    }

    private OpportunityRecord lock(UUID id, Actor me) {
        return sql.selectFrom(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(id))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .filter(row -> me.visibility().covers(row.getOwnerId() == null ? null : new MemberId(row.getOwnerId())))
                .orElseThrow(() -> new NoSuchRecord("opportunity", id));
    }

    /** Closing sets the real close date and ends the forecast; reopening takes both back. */
    private void follow(OpportunityRecord row, Stage stage, Instant at, @Nullable String reason, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        var wasClosed = isClosed(Stage.named(row.getStage()).orElse(Stage.DISCOVERY));
        change(row, OPPORTUNITY.REASON, stage == Stage.LOST ? reason : null, before, after);
        if (stage == Stage.WON || stage == Stage.LOST) {
            var day = LocalDate.ofInstant(at, workspaces.settings().zone());
            change(row, OPPORTUNITY.CLOSE_DATE, day, before, after);
            change(row, OPPORTUNITY.FORECAST_CATEGORY, "closed", before, after);
        } else if (wasClosed && !isClosed(stage)) {
            change(row, OPPORTUNITY.CLOSE_DATE, expectedBefore(row), before, after);
            change(row, OPPORTUNITY.FORECAST_CATEGORY, "pipeline", before, after);
        }
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.update();
        changeSets.updated(changeSet, "opportunity", row.getId(), before, after);
    }

    /** What was expected before it was closed: the last close that set the date wrote down the old one. */
    private @Nullable LocalDate expectedBefore(OpportunityRecord row) {
        return sql.resultQuery(
                        """
                        select (c.before ->> 'close_date')::date from change c
                        join journey_entry e on e.change_set_id = c.change_set_id and e.subject_id = c.record_id
                        where c.record_type = 'opportunity' and c.record_id = {0} and c.kind = 'updated'
                          and e.to_stage in ({1}, {2}) and jsonb_exists(c.after, 'close_date')
                          and (c.after ->> 'close_date')::date = {3}
                        order by e.seq desc limit 1
                        """,
                        DSL.val(row.getId()),
                        DSL.inline(Stage.WON.number()),
                        DSL.inline(Stage.LOST.number()),
                        DSL.val(row.getCloseDate()))
                .fetchOptional(0, LocalDate.class)
                .orElse(null);
    }

    private static <T> void change(
            OpportunityRecord row,
            Field<T> column,
            @Nullable T value,
            java.util.Map<String, @Nullable Object> before,
            java.util.Map<String, @Nullable Object> after) {
        var old = row.get(column);
        if (!Objects.equals(old, value)) {
            before.put(column.getName(), old);
            after.put(column.getName(), value);
            row.set(column, value);
        }
    }
}
