package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.identity.Members;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who looks after a lead is told when it shows itself again: no new lead stands on their desk that would say so. */
@Component
class TellOwner {
    private final DSLContext sql;
    private final Notifications notifications;
    private final Members members;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TellOwner(
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
    void on(FormSubmitted event) {
        if (event.joined()) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> tell(event)));
        }
    }

    private void tell(FormSubmitted event) {
        var owner = sql.select(LEAD.OWNER_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(event.lead()))
                .and(LEAD.DELETED_AT.isNull())
                .fetchOne(LEAD.OWNER_ID);
        if (owner == null) {
            return;
        }
        var notice = new Notice(
                NotificationKind.SUBMISSION_JOINED,
                "submission-joined/" + event.submission(),
                "",
                "lead",
                event.lead(),
                null,
                null,
                "/leads/" + event.lead(),
                clock.instant());
        notifications.tell(notice, List.of(members.present(new MemberId(owner))));
    }
}
