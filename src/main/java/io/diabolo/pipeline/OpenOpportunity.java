package io.diabolo.pipeline;

import io.diabolo.identity.Members;
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

/** An accepted lead becomes an opportunity at discovery, or joins the one that is open at its company. */
@Component
class OpenOpportunity {
    private final SalesOfLeads sales;
    private final Handoffs handoffs;
    private final Members members;
    private final TransactionTemplate transactions;

    OpenOpportunity(SalesOfLeads sales, Handoffs handoffs, Members members, TransactionTemplate transactions) {
        this.sales = sales;
        this.handoffs = handoffs;
        this.members = members;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(HandoffAccepted event) {
        if (event.kind() == HandoffKind.QUALIFIED_LEAD) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> open(event)));
        }
    }

    /** Safe to run twice: what has led to something, or was taken back meanwhile, leads to nothing more. */
    private void open(HandoffAccepted event) {
        var id = new HandoffId(event.handoff());
        var handoff = handoffs.accepted(id);
        if (handoff == null) {
            return;
        }
        var me = members.orderedBy(event.by()).through(Origin.RULE);
        var sale = sales.openOrJoin(handoff.subject(), event.by(), event.at(), event.changeSet(), me);
        if (sale != null) {
            handoffs.ledTo(id, "opportunity", sale.opportunity(), sale.changeSet());
        }
    }
}
