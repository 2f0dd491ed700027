package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.journey.Journeys;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Which opportunity goes on with a lead's journey: one only. A journey is taken under lock, so that of two made at once
 * the second starts its own; one that lies in the bin gives way, and brings its entries along should it return.
 */
@Component
class Pairing {
    private final DSLContext sql;
    private final Journeys journeys;

    Pairing(DSLContext sql, Journeys journeys) {
        this.sql = sql;
        this.journeys = journeys;
    }

    /** Takes a journey for an opportunity about to be written. @return false when another one has it */
    boolean take(UUID journey, UUID changeSet) {
        var wanted = DSL.select(DSL.val(journey));
        lock(wanted);
        if (sql.fetchExists(OPPORTUNITY, OPPORTUNITY.JOURNEY_ID.eq(journey).and(OPPORTUNITY.DELETED_AT.isNull()))) {
            return false;
        }
        clear(wanted, changeSet);
        return true;
    }

    /** Until the end of the transaction nobody else takes these. */
    void lock(Select<Record1<UUID>> wanted) {
        sql.execute(
                "select count(*) from (select from journey where id in ({0}) order by id for no key update) as locked",
                wanted);
    }

    /** Opportunities in the bin leave these journeys for one of their own. */
    void clear(Select<Record1<UUID>> wanted, UUID changeSet) {
        sql.select(OPPORTUNITY.ID, OPPORTUNITY.TYPE, OPPORTUNITY.JOURNEY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.JOURNEY_ID.in(wanted))
                .and(OPPORTUNITY.DELETED_AT.isNotNull())
                .fetch()
                .forEach(row -> sql.update(OPPORTUNITY)
                        .set(OPPORTUNITY.FORMER_JOURNEY_ID, row.value3())
                        .set(OPPORTUNITY.JOURNEY_ID, journeys.start(row.value2(), row.value3(), changeSet))
                        .where(OPPORTUNITY.ID.eq(row.value1()))
                        .execute());
    }

    /** Those that gave way and are back repeat their entries on the journey that is theirs now. */
    void returned(Select<Record1<UUID>> opportunities, UUID changeSet) {
        var entered = DSL.sql("""
                (select o.journey_id, e.subject_type, e.subject_id, e.to_stage, e.occurred_at, e.member_id, e.reason,
                        {1}::uuid, e.seq
                 from opportunity o
                 join journey_entry e on e.subject_id = o.id and e.journey_id = o.former_journey_id
                 join change_set c on c.id = e.change_set_id and c.voided_at is null
                 where {0} and o.deleted_at is null and o.former_journey_id is not null
                   and not exists (select from counting_entry own where own.journey_id = o.journey_id)) as entered
                """, OPPORTUNITY.as("o").ID.in(opportunities), DSL.val(changeSet));
        journeys.recordAll(DSL.select(DSL.asterisk()).from(entered));
    }
}
