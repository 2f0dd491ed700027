package io.diabolo.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a manager looks at on Mondays: the roll-up of a quarter, what changed in it, and 10,000 runs of the statistics. */
@Component
class Forecasting {
    /** A fifth of the leads is a deal, and they close over five years: these are the deals of the present quarter. */
    private static final String ROLL_UP = """
            select owner_id, type, case when stage in ('won', 'delivery', 'live', 'growth', 'churned') then 'closed'
                       when stage in ('lost', 'disqualified') then 'lost' else forecast_category end as part,
                   count(*), sum(amount_minor)
            from opportunity
            where close_date >= date_trunc('quarter', now())::date and close_date < (date_trunc('quarter', now()) + interval '3 months')::date
              and deleted_at is null and currency = 'EUR'
            group by 1, 2, 3
            """;

    /** Reading the history is all that SQL can do of it. */
    private static final String HISTORY = """
            select o.owner_id, o.stage, o.close_date, o.amount_minor, j.on_4, j.on_5, j.on_6, j.on_7, j.exited_on
            from opportunity o join journey j on j.workspace_id = o.workspace_id and j.id = o.journey_id
            where o.deleted_at is null and o.currency = 'EUR'
            """;

    private static final int CROWD = 100_000;
    private static final String FAR_OFF = "/api/v1/forecast?period=2090-Q1";

    private static final String GATHER = """
            update opportunity o
            set custom = o.custom || jsonb_build_object('bench_close', o.close_date),
                close_date = date '2090-01-01' + (abs(hashtext(o.id::text)) % 90)
            where o.id in (select id from opportunity where deleted_at is null and currency = 'EUR' order by id limit ?)
            """;

    private static final String SCATTER = """
            update opportunity set close_date = (custom ->> 'bench_close')::date, custom = custom - 'bench_close'
            where close_date >= date '2090-01-01' and close_date < date '2090-04-01' and jsonb_exists(custom, 'bench_close')
            """;

    private static final String ROLL_UP_FAR_OFF = """
            select owner_id, type, case when stage in ('won', 'delivery', 'live', 'growth', 'churned') then 'closed'
                       when stage in ('lost', 'disqualified') then 'lost' else forecast_category end as part,
                   count(*), sum(amount_minor)
            from opportunity
            where close_date >= date '2090-01-01' and close_date < date '2090-04-01'
              and deleted_at is null and currency = 'EUR'
            group by 1, 2, 3
            """;

    private final Bare bare;

    Forecasting(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor, int rows) {
        var all = new ArrayList<Measure>();
        all.add(Measure.read(
                "forecast roll-up", rows / 5, _ -> visitor.get("/api/v1/forecast"), _ -> bare.rows(ROLL_UP)));
        all.add(Measure.read(
                "statistical forecast, 10,000 runs",
                rows / 5,
                _ -> visitor.get("/api/v1/forecast/estimate"),
                _ -> bare.rows(HISTORY)));
        var crowd = Math.min(CROWD, rows / 5);
        var name = "forecast roll-up, " + crowd + " in the period";
        all.add(new Measure(name, "load", crowd, 1, () -> crowded(name, visitor, crowd)));
        return all;
    }

    /** A quarter in which nothing else closes takes many deals in, and gives them back with the dates that they had. */
    private Result crowded(String name, Visitor visitor, int crowd) throws SQLException {
        bare.rows(GATHER, crowd);
        try {
            return Measure.read(name, crowd, _ -> visitor.get(FAR_OFF), _ -> bare.rows(ROLL_UP_FAR_OFF))
                    .take();
        } finally {
            bare.rows(SCATTER);
        }
    }
}
