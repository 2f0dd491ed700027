package io.diabolo.bench;

import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** The board with as many open deals as a large team has. */
@Component
class OpenDeals {
    static final int DEALS = 10_000;
    private static final String MAKE = """
            with started as (insert into journey (type) select 'new_business' from generate_series(1, 10000) returning id),
                 numbered as (select id, row_number() over () as n from started)
            insert into opportunity (journey_id, name, pipeline, stage, stage_on, one_off_minor, close_date, next_step, owner_id)
            select id, 'Affaire ' || n, 'partner', (array['discovery', 'proposal', 'closing'])[1 + n % 3],
                   current_date - (n % 40)::integer, 100000 + n * 37, current_date + (n % 200)::integer,
                   case when n % 7 > 0 then 'Appeler' end, (select id from member where state = 'active' limit 1)
            from numbered
            """;
    private static final String TOTALS = """
            select stage, currency, count(*), sum(amount_minor) from opportunity
            where deleted_at is null and pipeline = 'partner' and stage in ('discovery', 'proposal', 'closing')
            group by stage, currency
            """;
    private static final String CARDS = """
            select o.id, o.name, c.name, m.name, o.amount_minor, o.currency, o.close_date, o.next_step, o.stage_on, o.cycle,
                   o.sub_stage, o.stage
            from opportunity o
            left join company c on c.workspace_id = o.workspace_id and c.id = o.company_id
            left join member m on m.workspace_id = o.workspace_id and m.id = o.owner_id
            where o.deleted_at is null and o.pipeline = 'partner' and o.stage = ?
            order by o.close_date, o.id limit 25
            """;

    private final Bare bare;

    OpenDeals(Bare bare) {
        this.bare = bare;
    }

    Measure board(Visitor visitor) throws SQLException {
        bare.rows(MAKE);
        return Measure.read(
                "board of 10,000 open deals",
                DEALS,
                _ -> visitor.page("/opportunities/board?filter%5Bpipeline%5D=partner"),
                _ -> {
                    bare.rows(TOTALS);
                    for (var stage : new String[] {"discovery", "proposal", "closing"}) {
                        bare.rows(CARDS, stage);
                    }
                });
    }
}
