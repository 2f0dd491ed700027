package io.diabolo.journey;

import io.diabolo.platform.Announcements;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/**
 * What a journey's entries come to: the columns of {@code journey} after "projection". One statement for one move and for
 * a hundred thousand imported deals; {@link #ROWS} is also what verification compares with.
 *
 * <p>The rules, DESIGN.md §3:
 * <ul>
 *   <li>Entries of voided change sets don't count, nor those about a record in the bin (view {@code counting_entry}).
 *   <li>Order within a journey: by key, then by seq (order of recording). The key is {@code occurred_at}; but an entry to a
 *       stage further than every entry recorded before it (an exit is further than any stage) can't lie before those: its
 *       key is at least the latest {@code occurred_at} recorded before. A deal won two days before its first contact stays
 *       won, and its days stay negative. An undated entry takes the latest {@code occurred_at} recorded before it, else
 *       minus infinity.
 *   <li>{@code current_stage}: the last entry. {@code start_stage}: the first stage entered in this order, so a back-dated
 *       earlier stage lowers it; a step back doesn't. {@code furthest_stage}: the highest of the ten stages entered.
 *       An exit alone is no start: the journey then counts nowhere.
 *   <li>{@code on_n}: the day of the first dated entry of stage n. Bit n of {@code undated}: n was entered, never with a
 *       date. {@code entered_on}: the first dated entry of a stage.
 *   <li>{@code exited}: the last entry is disqualified, lost or churned. Joined is no exit: such a journey goes on in
 *       another one and counts nowhere, which keeps reached(s) = reached(s+1) + exited(s) + open(s).
 *   <li>{@code reopened}: stages entered again, or entered after an exit.
 * </ul>
 */
@Component
class JourneyProjection {
    /** The projection of the journeys {0}; a row each for those with a counting entry. */
    static final String ROWS = """
            -- the journeys asked for
            with picked (id) as (select distinct asked.id from ({0}) as asked (id) where asked.id is not null),
            -- their counting entries, each with what was known when it was recorded
            counting as (
                select e.journey_id, e.seq, e.to_stage, e.occurred_at, e.occurred_on,
                       least(e.to_stage, 11) as rank,
                       max(e.occurred_at) over earlier as known,
                       max(least(e.to_stage, 11)) over earlier as reached
                from counting_entry e
                join picked on picked.id = e.journey_id
                window earlier as (partition by e.journey_id order by e.seq rows between unbounded preceding and 1 preceding)),
            -- the instant by which each is sorted
            keyed as (
                select *, case
                    when occurred_at is null then coalesce(known, '-infinity')
                    when rank > coalesce(reached, 0) then greatest(occurred_at, known)
                    else occurred_at end as key
                from counting),
            -- their order, and whether each is a coming back
            placed as (
                select journey_id, to_stage, occurred_on,
                       row_number() over in_order as place,
                       to_stage <= 10 and (coalesce(lag(to_stage) over in_order > 10, false)
                           or row_number() over (partition by journey_id, to_stage order by key, seq) > 1) as again
                from keyed
                window in_order as (partition by journey_id order by key, seq)),
            -- the first dated place of each stage
            folded as (
                select journey_id,
                       (array_agg(to_stage order by place) filter (where to_stage <= 10))[1] as start_stage,
                       (max(to_stage) filter (where to_stage <= 10))::smallint as furthest_stage,
                       (array_agg(to_stage order by place desc))[1] as current_stage,
                       (array_agg(occurred_on order by place desc))[1] as last_on,
                       least(count(*) filter (where again), 32767)::smallint as reopened,
                       coalesce(bit_or(1 << to_stage) filter (where to_stage <= 10), 0) as entered,
                       coalesce(bit_or(1 << to_stage) filter (where to_stage <= 10 and occurred_on is not null), 0) as dated,
                       (array_agg(occurred_on order by place) filter (where to_stage <= 10 and occurred_on is not null))[1] as entered_on,
                       %s
                from placed
                group by journey_id)
            select picked.id, start_stage, furthest_stage, current_stage,
                   coalesce(current_stage between 11 and 13, false) as exited,
                   case when current_stage between 11 and 13 then last_on end as exited_on,
                   coalesce(reopened, 0::smallint) as reopened,
                   coalesce(entered & ~dated, 0) as undated,
                   entered_on, on_1, on_2, on_3, on_4, on_5, on_6, on_7, on_8, on_9, on_10
            from picked left join folded on folded.journey_id = picked.id
            """.formatted(firstDays());

    static final String COLUMNS =
            "start_stage, furthest_stage, current_stage, exited, exited_on, reopened, undated, entered_on,"
                    + " on_1, on_2, on_3, on_4, on_5, on_6, on_7, on_8, on_9, on_10";

    private final DSLContext sql;

    private final JourneyStamp stamp;
    private final Announcements announcements;

    JourneyProjection(DSLContext sql, JourneyStamp stamp, Announcements announcements) {
        this.sql = sql;
        this.stamp = stamp;
        this.announcements = announcements;
    }

    /** Writes those rows that come out different, and says so to whoever looks at the funnel. */
    void project(Select<Record1<UUID>> journeys) {
        var news = COLUMNS.replaceAll("(\\w+)", "news.$1");
        var olds = COLUMNS.replaceAll("(\\w+)", "journey.$1");
        sql.execute(
                "update journey set (" + COLUMNS + ") = row(" + news + ") from (" + ROWS
                        + ") as news where journey.id = news.id and (" + olds + ") is distinct from (" + news + ")",
                journeys);
        stamp.raise(journeys);
        announcements.changed("journey");
    }

    private static String firstDays() {
        var days = new StringBuilder();
        for (var stage : Stage.stages()) {
            var n = stage.number();
            days.append(n == 1 ? "" : ",\n                       ")
                    .append("(array_agg(occurred_on order by place) filter (where to_stage = " + n
                            + " and occurred_on is not null))[1] as on_" + n);
        }
        return days.toString();
    }
}
