package io.diabolo.journey;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The columns {@code stage} and {@code stage_on} of a module's records: copies of what the ledger came to, so that their
 * lists filter and sort by it. A bean of each module that keeps such a copy. Records in the bin keep the stage that they
 * had.
 */
public final class StageCopy {
    /** Those whose stage or its day isn't what the ledger came to, with both as they should be. */
    private static final String DIFFER = """
            journey
            cross join lateral (values (1, 'market'), (2, 'lead'), (3, 'qualified'), (4, 'discovery'), (5, 'proposal'),
                (6, 'closing'), (7, 'won'), (8, 'delivery'), (9, 'live'), (10, 'growth'), (11, 'disqualified'), (12, 'lost'),
                (13, 'churned'), (14, 'joined')) as named (number, id)
            left join lateral (
                select e.occurred_on from counting_entry e
                where e.journey_id = journey.id and e.to_stage = journey.current_stage
                order by e.seq desc limit 1) as latest on true
            where {0}.journey_id = journey.id and {0}.deleted_at is null and journey.current_stage = named.number
              and ({0}.stage, {0}.stage_on) is distinct from (named.id, latest.occurred_on)
            """;

    private final Table<?> records;

    /** @param records the table, with the columns journey_id, stage, stage_on and deleted_at */
    public StageCopy(Table<?> records) {
        this.records = records;
    }

    void follow(Select<Record1<UUID>> journeys, DSLContext sql) {
        sql.execute(
                "update {0} set stage = named.id, stage_on = latest.occurred_on from " + DIFFER
                        + " and journey.id in ({1})",
                records.getUnqualifiedName(),
                journeys);
    }

    /** The journeys of the records whose copy isn't what the ledger says now. */
    Select<Record1<UUID>> astray(DSLContext sql) {
        Field<UUID> journey = DSL.field(DSL.name("journey_id"), UUID.class);
        return sql.select(journey)
                .from("(select {0}.journey_id from {0}, " + DIFFER + ") as astray", records.getUnqualifiedName());
    }
}
