package io.diabolo.qualification;

import io.diabolo.identity.Members;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffId;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.HandoffReturned;
import io.diabolo.journey.Handoffs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A lead that the AE gave back is worked on again by who offered it. */
@Component
class TakeBackLead {
    private final Leads leads;
    private final Handoffs handoffs;
    private final Members members;
    private final TransactionTemplate transactions;

    TakeBackLead(Leads leads, Handoffs handoffs, Members members, TransactionTemplate transactions) {
        this.leads = leads;
        this.handoffs = handoffs;
        this.members = members;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(HandoffReturned event) {
        if (event.kind() == HandoffKind.QUALIFIED_LEAD) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> takeBack(event)));
        }
    }

    private void takeBack(HandoffReturned event) {
        var handoff = handoffs.find(new HandoffId(event.handoff()));
        // Whoever offered it again meanwhile has worked on it already.
        var again = handoffs.of(event.subjectType(), event.subject()).stream()
                .anyMatch(one -> one.kind() == HandoffKind.QUALIFIED_LEAD && one.isOpen());
        if (handoff != null && handoff.state() == Handoff.State.RETURNED && !again) {
            leads.takeBack(
                    event.subject(),
                    event.reason(),
                    event.changeSet(),
                    members.orderedBy(event.by()).through(Origin.RULE));
        }
    }
}
