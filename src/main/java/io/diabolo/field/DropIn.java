package io.diabolo.field;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.meetings.MeetingKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.util.HashMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A visit that nobody booked: who is at the door anyway notes it now, and reports on it as on any other. */
@Service
class DropIn {
    private final DSLContext sql;
    private final Nearby nearby;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;

    DropIn(DSLContext sql, Nearby nearby, Records records, RecordTypes types, Clock clock) {
        this.sql = sql;
        this.nearby = nearby;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Begins a visit there and now.
     *
     * @return the meeting
     * @throws NoSuchRecord when {@code me} can't see the company
     */
    @Transactional
    public UUID begin(UUID company, Actor me) {
        me.mayWrite();
        nearby.around(company, me);
        var input = new HashMap<String, @Nullable Object>();
        input.put("kind", MeetingKind.VISIT.id());
        input.put("company", company.toString());
        input.put("owner", me.member().toString());
        input.put("starts_at", clock.instant().toString());
        var deal = onlyDeal(company, me);
        if (deal != null) {
            input.put("opportunity", deal.toString());
        }
        return records.create(types.byId("meeting").orElseThrow(), input, me)
                .record()
                .id();
    }

    /** Null where there is none, or several: which one it is about isn't guessed. Reads the index opportunity_of_company. */
    private @Nullable UUID onlyDeal(UUID company, Actor me) {
        var open = sql.select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.COMPANY_ID.eq(company))
                .and(OPPORTUNITY.STAGE.in("discovery", "proposal", "closing"))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("opportunity").orElseThrow()))
                .limit(2)
                .fetch(OPPORTUNITY.ID);
        return open.size() == 1 ? open.getFirst() : null;
    }
}
