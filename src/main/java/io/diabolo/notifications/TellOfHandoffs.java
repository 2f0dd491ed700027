package io.diabolo.notifications;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.journey.HandoffOffered;
import io.diabolo.journey.HandoffReturned;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who receives a hand-off is told of it; who offered it, that it comes back. */
@Component
class TellOfHandoffs {
    private final Notifications notifications;
    private final Members members;
    private final TransactionTemplate transactions;

    TellOfHandoffs(Notifications notifications, Members members, TransactionTemplate transactions) {
        this.notifications = notifications;
        this.members = members;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(HandoffOffered event) {
        var notice = new Notice(
                NotificationKind.HANDOFF_OFFERED,
                "handoff-offered/" + event.handoff(),
                event.kind().id(),
                event.subjectType(),
                event.subject(),
                event.from(),
                null,
                "/handoffs/" + event.handoff(),
                event.at());
        tell(event.workspace(), notice, () -> receivers(event));
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(HandoffReturned event) {
        var notice = new Notice(
                NotificationKind.HANDOFF_RETURNED,
                "handoff-returned/" + event.changeSet(),
                event.kind().id(),
                event.subjectType(),
                event.subject(),
                event.by(),
                event.reason(),
                "/handoffs/" + event.handoff(),
                event.at());
        tell(event.workspace(), notice, () -> List.of(members.present(event.from())));
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    private void tell(WorkspaceId workspace, Notice notice, Supplier<List<MemberId>> whom) {
        WorkspaceScope.run(
                workspace, () -> transactions.executeWithoutResult(_ -> notifications.tell(notice, whom.get())));
    }

    /** Who offered it knows already, though they may hold both roles. */
    private List<MemberId> receivers(HandoffOffered event) {
        var to = event.to();
        if (to != null) {
            return to.equals(event.from()) ? List.of() : List.of(members.present(to));
        }
        return members.active().stream()
                .filter(member -> member.roles().contains(event.toRole()))
                .map(Member::id)
                .filter(id -> !id.equals(event.from()))
                .toList();
    }
}
