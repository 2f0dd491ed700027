package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.MeetingRecord;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A host is told of what others do to their calendar: a meeting booked by a colleague, or whatever a guest does. */
@Component
class TellHost {
    private final DSLContext sql;
    private final Notifications notifications;
    private final Members members;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TellHost(
            DSLContext sql,
            Notifications notifications,
            Members members,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.notifications = notifications;
        this.members = members;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MeetingBooked event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> booked(event.meeting())));
    }

    private void booked(UUID meeting) {
        var row = row(meeting);
        if (row != null && (row.getByGuest() || !row.getBookedBy().equals(row.getOwnerId()))) {
            tell(row, NotificationKind.MEETING_BOOKED, "meeting-booked/" + meeting);
        }
    }

    /** In the transaction of the guest who moves it or calls it off. */
    void changedByGuest(UUID meeting) {
        var row = row(meeting);
        if (row != null) {
            tell(row, NotificationKind.MEETING_CHANGED, "meeting-changed/" + meeting + "/" + row.getVersion());
        }
    }

    private @org.jspecify.annotations.Nullable MeetingRecord row(UUID meeting) {
        return sql.selectFrom(MEETING).where(MEETING.ID.eq(meeting)).fetchOne();
    }

    private void tell(MeetingRecord row, NotificationKind kind, String event) {
        var notice = new Notice(
                kind, event, "", "meeting", row.getId(), null, null, "/meetings/" + row.getId(), clock.instant());
        notifications.tell(notice, List.of(members.present(new MemberId(row.getOwnerId()))));
    }
}
