package io.diabolo.journey;

import static io.diabolo.jooq.Tables.JOURNEY;

import io.diabolo.identity.TimeZoneChanged;
import io.diabolo.platform.WorkspaceScope;
import org.jooq.impl.DSL;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Every day that figures read is one of the workspace's zone: in another zone each journey is projected anew. */
@Component
class RecountDays {
    private final Journeys journeys;
    private final TransactionTemplate transactions;

    RecountDays(Journeys journeys, TransactionTemplate transactions) {
        this.journeys = journeys;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(TimeZoneChanged event) {
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(
                        _ -> journeys.refresh(DSL.select(JOURNEY.ID).from(JOURNEY))));
    }
}
