package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.LeadQualified;
import java.time.Clock;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A lead that is qualified and has its first meeting before it goes to whoever holds that meeting. */
@Component
class OfferWithMeeting {
    private static final Logger LOG = LoggerFactory.getLogger(OfferWithMeeting.class);
    private final DSLContext sql;
    private final MeetingHandoffs handoffs;
    private final Members members;
    private final TransactionTemplate transactions;
    private final Clock clock;

    OfferWithMeeting(
            DSLContext sql, MeetingHandoffs handoffs, Members members, TransactionTemplate transactions, Clock clock) {
        this.sql = sql;
        this.handoffs = handoffs;
        this.members = members;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(LeadQualified event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> offer(event)));
    }

    /** Safe to run twice: a lead that is on its way isn't offered again. */
    private void offer(LeadQualified event) {
        var host = sql.select(MEETING.OWNER_ID)
                .from(MEETING)
                .where(MEETING.LEAD_ID.eq(event.lead()))
                .and(MEETING.STATE.eq("booked"))
                .and(MEETING.DELETED_AT.isNull())
                .and(MEETING.KIND.in(MeetingKind.DISCOVERY.id(), MeetingKind.DEMO.id()))
                .and(MEETING.STARTS_AT.gt(HostStore.utc(clock.instant())))
                .orderBy(MEETING.STARTS_AT)
                .limit(1)
                .fetchOne(MEETING.OWNER_ID);
        if (host == null) {
            return;
        }
        try {
            var me = members.actor(event.by(), Origin.RULE, Scope.WRITE);
            handoffs.offer(event.lead(), new MemberId(host), me);
        } catch (NoSuchRecord _) {
            LOG.debug("who qualified the lead has left, and somebody else hands it over");
        }
    }
}
