package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;

import io.diabolo.journey.HandoffAccepted;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.LeadClosed;
import io.diabolo.qualification.LeadQualified;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is decided on is not written to by a sequence any more. */
@Component
class FollowLeads {
    private final Ending ending;
    private final TransactionTemplate transactions;

    FollowLeads(Ending ending, TransactionTemplate transactions) {
        this.ending = ending;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(LeadQualified event) {
        stop(event.workspace(), event.lead(), EndReason.QUALIFIED);
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(LeadClosed event) {
        stop(event.workspace(), event.lead(), EndReason.DISQUALIFIED);
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(HandoffAccepted event) {
        if (event.kind() == HandoffKind.QUALIFIED_LEAD && event.subjectType().equals("lead")) {
            stop(event.workspace(), event.subject(), EndReason.QUALIFIED);
        }
    }

    private void stop(WorkspaceId workspace, UUID lead, EndReason why) {
        in(workspace, () -> ending.underWay(ENROLLMENT.LEAD_ID.eq(lead)).forEach(run -> ending.stop(run, why)));
    }

    private void in(WorkspaceId workspace, Runnable work) {
        WorkspaceScope.run(workspace, () -> transactions.executeWithoutResult(_ -> work.run()));
    }
}
