package io.diabolo.pipeline;

import static org.jooq.impl.DSL.sql;

import io.diabolo.importing.Applying;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** What imported rows of opportunities tell the ledger. */
final class OpportunityEntries {
    /** Each stage that a row has a date for, then the one that it stands in. */
    private static final String ENTRIES = """
            (select s.journey_id, 'opportunity'::text, s.record_id, e.stage::smallint, e.at::timestamptz, s.owner_id, case when e.stage > 10 then s.reason end, {0}::uuid, s.row_id * 16 + e.stage
             from staged_opportunity s cross join lateral (values
                 (4, coalesce(s.discovery_on, s.created_on), s.final = 4 or (s.action = 'create' and coalesce(s.discovery_on, s.created_on) is not null)),
                 (5, s.proposal_on, s.final = 5 or (s.action = 'create' and s.final > 5 and s.proposal_on is not null)),
                 (6, s.closing_on, s.final = 6 or (s.action = 'create' and s.final > 6 and s.closing_on is not null)),
                 (7, coalesce(s.won_on, s.close_date), s.final = 7 or (s.action = 'create' and s.final between 8 and 10)),
                 (8, null, s.final = 8), (9, null, s.final = 9), (10, null, s.final = 10),
                 (11, coalesce(s.lost_on, s.close_date), s.final = 11),
                 (12, coalesce(s.lost_on, s.close_date), s.final = 12),
                 (13, coalesce(s.lost_on, s.close_date), s.final = 13)) e (stage, at, told)
             where e.told and (which_)
             order by s.row_id, e.stage) entries""";

    private OpportunityEntries() {}

    /** @param which SQL over the staged row {@code s} */
    static Select<?> of(String which, Applying applying) {
        return DSL.select(DSL.asterisk()).from(sql(ENTRIES.replace("which_", which), DSL.val(applying.changeSet())));
    }
}
