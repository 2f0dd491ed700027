package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.CHANGE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever becomes of a meeting, its guest is told: booked, moved, called off, and all of it taken back. */
@Component
class TellGuest implements AfterUndo {
    private final DSLContext sql;
    private final GuestNews news;
    private final TransactionTemplate transactions;

    TellGuest(DSLContext sql, GuestNews news, TransactionTemplate transactions) {
        this.sql = sql;
        this.news = news;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MeetingBooked event) {
        tell(event.workspace(), event.meeting());
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MeetingMoved event) {
        tell(event.workspace(), event.meeting());
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MeetingCancelled event) {
        tell(event.workspace(), event.meeting());
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    private void tell(WorkspaceId workspace, UUID meeting) {
        WorkspaceScope.run(workspace, () -> transactions.executeWithoutResult(_ -> news.settle(meeting)));
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        news.bookedIn(changeSet).forEach(news::settle);
        sql.select(CHANGE.RECORD_ID)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(changeSet))
                .and(CHANGE.RECORD_TYPE.eq("meeting"))
                .fetch(CHANGE.RECORD_ID)
                .forEach(news::settle);
    }
}
