package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE_APPROVAL;

import io.diabolo.clocks.Budget;
import io.diabolo.clocks.ClockId;
import io.diabolo.clocks.ClockPlace;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Promise;
import io.diabolo.platform.MemberId;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Until when an approval is answered: one working day from the moment its turn has come. */
@Component
class ApprovalClock implements ClockPlace {
    private static final String KIND = "approval";
    private static final Budget ONE_DAY = Budget.days(1);
    /** Working minutes after which the manager of who is late is told. */
    private static final int GRACE = 240;

    private final DSLContext sql;
    private final Clocks clocks;

    ApprovalClock(DSLContext sql, Clocks clocks) {
        this.sql = sql;
        this.clocks = clocks;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Who approves needn't see the quote's own page. */
    @Override
    public String path(UUID subject) {
        return "/approvals";
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Approval one, UUID changeSet) {
        if (one.clock() == null) {
            var member = one.member();
            var started = clocks.start(
                    new Promise(KIND, "quote", one.quote(), member, member == null ? one.role() : null, ONE_DAY, GRACE),
                    changeSet);
            sql.update(QUOTE_APPROVAL)
                    .set(QUOTE_APPROVAL.CLOCK_ID, started.id().value())
                    .where(QUOTE_APPROVAL.ID.eq(one.id()))
                    .execute();
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(Approval one, UUID changeSet) {
        var clock = one.clock();
        if (clock != null) {
            clocks.stop(clock, true, changeSet);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void passed(Approval one, MemberId to, UUID changeSet) {
        var clock = one.clock();
        if (clock != null) {
            clocks.handTo(clock, to, changeSet);
        }
    }

    /** The draft is another one now, or given up: what was asked about it is of no more use, and nobody is late with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lapse(UUID quote, UUID changeSet) {
        sql.selectFrom(QUOTE_APPROVAL)
                .where(QUOTE_APPROVAL.QUOTE_ID.eq(quote))
                .and(QUOTE_APPROVAL.STATE.eq("waiting"))
                .and(QUOTE_APPROVAL.CLOCK_ID.isNotNull())
                .forEach(row -> clocks.stop(new ClockId(row.getClockId()), false, changeSet));
    }
}
