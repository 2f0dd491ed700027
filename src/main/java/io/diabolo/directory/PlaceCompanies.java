package io.diabolo.directory;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;

import io.diabolo.directory.Segmentation.Limits;
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.AfterUndo;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Places all companies anew when the limits change, as one change set, in one transaction. */
@Component
class PlaceCompanies implements AfterUndo {
    /** The record type under which the limits themselves stand in a change set. */
    private static final String KIND = "segment_limits";

    /** After so many companies it tells how far it is. */
    private static final int STEP = 20_000;

    /** The same places as {@link Limits#of} gives; {0} to {5} are the limits, {6} their currency. */
    private static final String PLACED = """
        select company.id, company.segment as old_segment, company.segment_basis as old_basis,
            case when headcount < {0} and coalesce(yearly, 0) <= {1} then 'micro'
                 when headcount < {2} and coalesce(yearly, 0) <= {3} then 'smb'
                 when headcount < {4} and coalesce(yearly, 0) <= {5} then 'mid_market'
                 else 'enterprise' end as segment,
            case when yearly is null then 'presumed' else 'computed' end as segment_basis
        from company
        cross join lateral (select case when currency = {6} then turnover_minor end as yearly) as turnover
        where headcount is not null and coalesce(segment_basis, 'computed') in ('computed', 'presumed')
          and (segment is null or segment_basis is not null)
          and ({9}::uuid is null or company.id > {9}) and company.id <= {10}
        """;

    /** The versions rise, so that who edits such a company meanwhile is told. */
    private static final String REPLACE = """
        with placed as (%s),
        moved as (
            update company set segment = placed.segment, segment_basis = placed.segment_basis,
                version = company.version + 1, updated_at = {7}
            from placed
            where placed.id = company.id
              and (company.segment, company.segment_basis) is distinct from (placed.segment, placed.segment_basis)
            returning company.id, placed.old_segment, placed.old_basis, company.segment, company.segment_basis)
        insert into change (change_set_id, record_type, record_id, kind, before, after)
        select {8}, 'company', moved.id, 'updated',
            jsonb_build_object('segment', moved.old_segment, 'segment_basis', moved.old_basis),
            jsonb_build_object('segment', moved.segment, 'segment_basis', moved.segment_basis)
        from moved
        """.formatted(PLACED);

    private final DSLContext sql;
    private final Segmentation segmentation;
    private final ChangeSets changeSets;
    private final Journeys journeys;
    private final Texts texts;
    private final Clock clock;

    PlaceCompanies(
            DSLContext sql,
            Segmentation segmentation,
            ChangeSets changeSets,
            Journeys journeys,
            Texts texts,
            Clock clock) {
        this.sql = sql;
        this.segmentation = segmentation;
        this.changeSets = changeSets;
        this.journeys = journeys;
        this.texts = texts;
        this.clock = clock;
    }

    /** Told how many companies were looked at. */
    interface Progress {
        void reached(long companies);
    }

    /** @param changeSet null when the limits were these already */
    record Placed(@Nullable UUID changeSet, long companies) {}

    /** Stores the limits and places by them. */
    @Transactional
    public Placed by(Limits wanted, Actor me, Progress progress) {
        me.mayAdminister();
        var old = segmentation.limits();
        if (wanted.equals(old)) {
            return new Placed(null, 0);
        }
        var changeSet = changeSets.open(me, "segments.updated", texts.text(me.locale(), "segments.title"));
        segmentation.store(wanted);
        changeSets.updated(changeSet, KIND, me.workspace().value(), Segmentation.json(old), Segmentation.json(wanted));
        var moved = place(wanted, changeSet, progress);
        changeSets.count(changeSet, 0, moved, 0);
        journeys.refresh(DSL.select(JOURNEY.ID)
                .from(JOURNEY)
                .where(JOURNEY.COMPANY_ID.in(DSL.select(CHANGE.RECORD_ID)
                        .from(CHANGE)
                        .where(CHANGE.CHANGE_SET_ID.eq(changeSet))
                        .and(CHANGE.RECORD_TYPE.eq("company")))));
        return new Placed(changeSet, moved);
    }

    private int place(Limits wanted, UUID changeSet, Progress progress) {
        var moved = 0;
        var looked = 0L;
        UUID behind = null;
        for (var last = lastOfStep(null); last != null; last = lastOfStep(last)) {
            moved += place(wanted, changeSet, behind, last);
            behind = last;
            looked += STEP;
            progress.reached(looked);
        }
        return moved;
    }

    /** Where the next step ends; null when nothing is left. */
    private @Nullable UUID lastOfStep(@Nullable UUID behind) {
        var left = behind == null ? DSL.noCondition() : COMPANY.ID.gt(behind);
        var whole = sql.select(COMPANY.ID)
                .from(COMPANY)
                .where(left)
                .orderBy(COMPANY.ID)
                .limit(1)
                .offset(STEP - 1)
                .fetchOne(COMPANY.ID);
        return whole != null
                ? whole
                : sql.select(COMPANY.ID)
                        .from(COMPANY)
                        .where(left)
                        .orderBy(COMPANY.ID.desc())
                        .limit(1)
                        .fetchOne(COMPANY.ID);
    }

    private int place(Limits wanted, UUID changeSet, @Nullable UUID behind, UUID last) {
        return sql.execute(
                REPLACE,
                DSL.val(wanted.micro().headcount()),
                DSL.val(wanted.micro().turnover()),
                DSL.val(wanted.smb().headcount()),
                DSL.val(wanted.smb().turnover()),
                DSL.val(wanted.midMarket().headcount()),
                DSL.val(wanted.midMarket().turnover()),
                DSL.val(wanted.currency().getCurrencyCode()),
                DSL.val(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)),
                DSL.val(changeSet),
                DSL.val(behind, UUID.class),
                DSL.val(last));
    }

    /** The companies went back already; so do the limits, unless they were changed again. */
    @Override
    public void undone(UUID changeSet, Actor me) {
        sql.execute("""
            update workspace_setting set segment_limits = change.before
            from change
            where change.change_set_id = ? and change.record_type = ? and segment_limits = change.after
            """, changeSet, KIND);
    }
}
