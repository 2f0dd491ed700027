package io.diabolo.journey;

import io.diabolo.platform.Workspaces;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What stood in the ledger at the end of a day: for figures of a period that is over. */
@Component
public class Ledger {
    private final Workspaces workspaces;

    Ledger(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** The stage in which each journey stood; with the columns of {@link #JOURNEY_ID} and {@link #STAGE}. */
    public static final Field<UUID> JOURNEY_ID = DSL.field(DSL.name("standing", "journey_id"), UUID.class);

    public static final Field<Short> STAGE = DSL.field(DSL.name("standing", "to_stage"), Short.class);

    /** One row for each of these that had an entry by the end of the day, in the order of {@link JourneyProjection}. */
    public Table<?> standing(LocalDate day, Select<Record1<UUID>> journeys) {
        return DSL.table("""
                (with counting as (
                    select e.journey_id, e.seq, e.to_stage, e.occurred_at, least(e.to_stage, 11) as rank,
                           max(e.occurred_at) over earlier as known, max(least(e.to_stage, 11)) over earlier as reached
                    from counting_entry e
                    where e.journey_id in ({2})
                    window earlier as (partition by e.journey_id order by e.seq rows between unbounded preceding and 1 preceding)),
                keyed as (
                    select journey_id, seq, to_stage, case
                        when occurred_at is null then coalesce(known, '-infinity')
                        when rank > coalesce(reached, 0) then greatest(occurred_at, known)
                        else occurred_at end as key
                    from counting)
                select distinct on (journey_id) journey_id, to_stage
                from keyed where key < ({0}::date + 1)::timestamp at time zone {1}
                order by journey_id, key desc, seq desc) as standing
                """, DSL.val(day), DSL.val(workspaces.settings().zone().getId()), journeys);
    }
}
