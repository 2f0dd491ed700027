package io.diabolo.qualification;

import io.diabolo.identity.Members;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffAccepted;
import io.diabolo.journey.HandoffId;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** An inbound lead that was handed over is owned by who accepted it. */
@Component
class OwnAcceptedLead {
    private final LeadRouting routing;
    private final Handoffs handoffs;
    private final Members members;
    private final TransactionTemplate transactions;

    OwnAcceptedLead(LeadRouting routing, Handoffs handoffs, Members members, TransactionTemplate transactions) {
        this.routing = routing;
        this.handoffs = handoffs;
        this.members = members;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(HandoffAccepted event) {
        if (event.kind() == HandoffKind.INBOUND_LEAD) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> own(event)));
        }
    }

    private void own(HandoffAccepted event) {
        var handoff = handoffs.find(new HandoffId(event.handoff()));
        if (handoff != null && handoff.state() == Handoff.State.ACCEPTED) {
            routing.own(
                    event.subject(),
                    event.by(),
                    event.changeSet(),
                    members.orderedBy(event.by()).through(Origin.RULE));
        }
    }
}
