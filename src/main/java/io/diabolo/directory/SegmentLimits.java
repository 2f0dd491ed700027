package io.diabolo.directory;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.WORKSPACE_SETTING;

import io.diabolo.directory.Segmentation.Limit;
import io.diabolo.directory.Segmentation.Limits;
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.records.AfterUndo;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limits of the segments, which an administrator may change. All companies are placed anew at once, as one change set;
 * a segment that somebody chose or that a register says stays.
 */
@Service
class SegmentLimits implements AfterUndo {
    /** The record type under which the limits themselves stand in a change set. */
    private static final String KIND = "segment_limits";

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
    private final JsonMapper json;
    private final Clock clock;

    SegmentLimits(
            DSLContext sql,
            Segmentation segmentation,
            ChangeSets changeSets,
            Journeys journeys,
            Texts texts,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.segmentation = segmentation;
        this.changeSets = changeSets;
        this.journeys = journeys;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /** @param changeSet null when the limits were these already */
    record Changed(@Nullable UUID changeSet, int companies) {}

    @Transactional(readOnly = true)
    public Limits limits(Actor me) {
        me.mayAdminister();
        return segmentation.limits();
    }

    /** @throws BadInput unless each limit lies above the one before */
    @Transactional
    public Changed change(Limit micro, Limit smb, Limit midMarket, Actor me) {
        me.mayAdminister();
        refuse(micro, smb, midMarket);
        var old = segmentation.limits();
        var wanted = new Limits(micro, smb, midMarket, old.currency());
        if (wanted.equals(old)) {
            return new Changed(null, 0);
        }
        var changeSet = changeSets.open(me, "segments.updated", texts.text(me.locale(), "segments.title"));
        store(wanted);
        changeSets.updated(changeSet, KIND, me.workspace().value(), Segmentation.json(old), Segmentation.json(wanted));
        var moved = place(wanted, changeSet);
        changeSets.count(changeSet, 0, moved, 0);
        journeys.refresh(DSL.select(JOURNEY.ID)
                .from(JOURNEY)
                .where(JOURNEY.COMPANY_ID.in(DSL.select(CHANGE.RECORD_ID)
                        .from(CHANGE)
                        .where(CHANGE.CHANGE_SET_ID.eq(changeSet))
                        .and(CHANGE.RECORD_TYPE.eq("company")))));
        return new Changed(changeSet, moved);
    }

    private int place(Limits wanted, UUID changeSet) {
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
                DSL.val(changeSet));
    }

    private static void refuse(Limit micro, Limit smb, Limit midMarket) {
        var faults = new ArrayList<BadInput.Fault>();
        var all = List.of(new Limit(0, -1), micro, smb, midMarket);
        var names = List.of("", "micro", "smb", "mid_market");
        for (var i = 1; i < all.size(); i++) {
            if (all.get(i).headcount() <= all.get(i - 1).headcount()) {
                faults.add(new BadInput.Fault(names.get(i) + ".headcount", "segments.fault.order"));
            }
            if (all.get(i).turnover() <= all.get(i - 1).turnover()) {
                faults.add(new BadInput.Fault(names.get(i) + ".turnover", "segments.fault.order"));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private void store(Limits limits) {
        sql.update(WORKSPACE_SETTING)
                .set(
                        WORKSPACE_SETTING.SEGMENT_LIMITS,
                        JSONB.valueOf(json.writeValueAsString(Segmentation.json(limits))))
                .execute();
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
