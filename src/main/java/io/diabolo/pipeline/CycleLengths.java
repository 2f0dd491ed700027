package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.CYCLE_LENGTH;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.diabolo.platform.Snapshot;
import io.diabolo.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a sale is expected to take: short, medium or long by rules, each in days as the workspace's won deals tell. */
@Component
class CycleLengths {
    static final List<String> LENGTHS = List.of("short", "medium", "long");

    private static final List<String> WON = List.of("won", "delivery", "live", "growth");

    /** So many won deals of a length have to be known before they say anything. */
    static final int ENOUGH = 5;

    /** How many of the newest won deals are looked at, as the view learned_cycle does. */
    static final int NEWEST = 1_000;

    /** When an open deal was opened: its entry into discovery, else its creation. */
    static final Field<java.time.LocalDate> OPENED = field(
            "coalesce((select j.on_4 from journey j where j.workspace_id = {0} and j.id = {1}), {2}::date)",
            java.time.LocalDate.class, OPPORTUNITY.WORKSPACE_ID, OPPORTUNITY.JOURNEY_ID, OPPORTUNITY.CREATED_AT);

    /** Whether an open deal takes longer than such deals do; null of one that is closed, or as long as nobody knows. */
    static final Field<Boolean> BEYOND =
            field("""
            case when {0} in ('discovery', 'proposal', 'closing') then
                (now() at time zone (select s.time_zone from workspace_setting s))::date - {1} > (
                    select coalesce(max(l.days) filter (where l.cycle = {2}), max(l.days) filter (where l.cycle = ''))
                    from cycle_length l where l.deals >= {3}) end""", Boolean.class, OPPORTUNITY.STAGE, OPENED, OPPORTUNITY.CYCLE, inline(ENOUGH));

    private final DSLContext sql;
    private final Rules rules;

    CycleLengths(DSLContext sql, Rules rules) {
        this.sql = sql;
        this.rules = rules;
    }

    /**
     * What won deals tell.
     *
     * @param days the median from opening to signature
     * @param deals from how many
     * @param own whether from deals of the same length; else from all
     */
    record Learned(int days, int deals, boolean own) {}

    /** By length; under the empty word what all deals tell. */
    private Map<String, Learned> learned() {
        return Snapshot.once(
                "cycle_length",
                "all",
                () -> sql.selectFrom(CYCLE_LENGTH)
                        .where(CYCLE_LENGTH.DEALS.ge(ENOUGH))
                        .fetchMap(
                                CYCLE_LENGTH.CYCLE,
                                row -> new Learned(
                                        row.getDays(),
                                        row.getDeals(),
                                        !row.getCycle().isEmpty())));
    }

    /**
     * Looks at the newest won deals again. Whoever finds another at it leaves it to them: that is a long import, and the
     * next deal that is won tells the rest.
     */
    void learn() {
        var free = sql.fetchSingle(
                        "select pg_try_advisory_xact_lock(hashtextextended(current_workspace()::text || 'cycles', 0))")
                .get(0, Boolean.class);
        if (Boolean.TRUE.equals(free)) {
            sql.execute("delete from cycle_length");
            sql.execute("insert into cycle_length (cycle, days, deals)"
                    + " select coalesce(cycle, ''), days, deals from learned_cycle where deals > 0");
        }
    }

    /** Whether any of these is won, so that it tells how long sales take. */
    boolean tell(Select<Record1<UUID>> ids) {
        return sql.fetchExists(OPPORTUNITY, OPPORTUNITY.ID.in(ids).and(OPPORTUNITY.STAGE.in(WON)));
    }

    /** How long a sale of this length takes; null as long as too few were won. */
    @Nullable
    Learned expected(@Nullable String cycle) {
        var known = learned();
        var own = cycle == null ? null : known.get(cycle);
        return own == null ? known.get("") : own;
    }

    /** Says of these deals how long they are, by the rules as they stand. */
    void sort(Select<Record1<UUID>> ids) {
        var run = rules.run(CycleRules.ID);
        Field<String> length = val((String) null, String.class);
        var active = run.set().active();
        for (var i = active.size() - 1; i >= 0; i--) {
            length = when(run.holds(active.get(i)), inline(active.get(i).outcome()))
                    .otherwise(length);
        }
        var sorted = select(run.id().as("id"), length.as("length"))
                .from(run.from())
                .where(run.id().in(ids))
                .asTable("sorted");
        var now = sorted.field("length", String.class);
        sql.update(OPPORTUNITY)
                .set(OPPORTUNITY.CYCLE, now)
                .from(sorted)
                .where(OPPORTUNITY.ID.eq(sorted.field("id", UUID.class)))
                .and(OPPORTUNITY.CYCLE.isDistinctFrom(now))
                .execute();
    }

    /** All that are open, and the won ones that others are measured by. */
    void sortAll() {
        sort(select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.STAGE.in(Pipeline.OPEN))
                .and(OPPORTUNITY.DELETED_AT.isNull()));
        sort(select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.STAGE.in(WON))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .orderBy(OPPORTUNITY.CLOSE_DATE.desc(), OPPORTUNITY.ID)
                .limit(NEWEST));
        learn();
    }
}
