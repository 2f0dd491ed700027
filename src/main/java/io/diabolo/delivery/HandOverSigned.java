package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.identity.Members;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.offers.QuoteAccepted;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What was signed is handed over: the order to sales assistance, the new customer to customer success. Once each. */
@Component
class HandOverSigned {
    static final List<HandoffKind> KINDS = List.of(HandoffKind.SIGNED_QUOTE, HandoffKind.NEW_CUSTOMER);

    private final DSLContext sql;
    private final Members members;
    private final Handoffs handoffs;
    private final TransactionTemplate transactions;

    HandOverSigned(DSLContext sql, Members members, Handoffs handoffs, TransactionTemplate transactions) {
        this.sql = sql;
        this.members = members;
        this.handoffs = handoffs;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(QuoteAccepted event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> offer(event)));
    }

    private void offer(QuoteAccepted event) {
        var quote = sql.selectFrom(QUOTE)
                .where(QUOTE.ID.eq(event.quote()))
                .forUpdate()
                .fetchOne();
        if (quote == null) {
            return;
        }
        var me = members.orderedBy(event.by()).through(Origin.RULE);
        for (var kind : KINDS) {
            if (!isOffered(event, kind)) {
                var note = quote.getNumber() + " · " + quote.getTitle();
                handoffs.offer(new Offer(kind, "opportunity", event.opportunity(), null, null, note, List.of()), me);
            }
        }
    }

    /** By the acceptance or since; answered ones count too. */
    private boolean isOffered(QuoteAccepted event, HandoffKind kind) {
        return handoffs.of("opportunity", event.opportunity()).stream()
                .filter(one -> one.state() != Handoff.State.WITHDRAWN)
                .anyMatch(one -> one.kind() == kind && !one.offeredAt().isBefore(event.at()));
    }
}
