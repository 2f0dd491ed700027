package io.diabolo.qualification;

import io.diabolo.clocks.ClockBreached;
import io.diabolo.identity.Members;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import java.util.List;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** An inbound lead to which nobody spoke in time goes to whose turn is next, who is told why. */
@Component
class RerouteLead {
    private final LeadRouting routing;
    private final Members members;
    private final Notifications notifications;
    private final TransactionTemplate transactions;

    RerouteLead(LeadRouting routing, Members members, Notifications notifications, TransactionTemplate transactions) {
        this.routing = routing;
        this.members = members;
        this.notifications = notifications;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(ClockBreached event) {
        if (event.kind().equals(ResponseClocks.KIND) && event.subjectType().equals("lead")) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> reroute(event)));
        }
    }

    private void reroute(ClockBreached event) {
        var me = members.firstAdministrator(event.workspace()).through(Origin.RULE);
        for (var late : event.tell()) {
            var routed = routing.reroute(event.subject(), late, me);
            if (routed != null) {
                tell(event, late, routed.assignment().member());
            }
        }
    }

    private void tell(ClockBreached event, MemberId late, MemberId next) {
        var notice = new Notice(
                NotificationKind.LEAD_REROUTED,
                "lead-rerouted/" + event.clock(),
                event.kind(),
                "lead",
                event.subject(),
                late,
                null,
                "/leads/" + event.subject(),
                event.at());
        notifications.tell(notice, List.of(next));
    }
}
