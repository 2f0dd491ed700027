package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF;

import io.diabolo.clocks.ClockEscalated;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.WorkspaceScope;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A hand-off that nobody answered in time is the manager's matter too. */
@Component
class EscalateHandoff {
    private final DSLContext sql;
    private final ApplicationEventPublisher events;
    private final Announcements announcements;
    private final TransactionTemplate transactions;

    EscalateHandoff(
            DSLContext sql,
            ApplicationEventPublisher events,
            Announcements announcements,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.events = events;
        this.announcements = announcements;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(ClockEscalated event) {
        if (event.subjectType().equals("handoff")) {
            WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> escalate(event)));
        }
    }

    /** Once: whoever comes second finds it marked, or answered meanwhile. */
    private void escalate(ClockEscalated event) {
        var row = sql.update(HANDOFF)
                .set(HANDOFF.ESCALATED_AT, HandoffStore.utc(event.at()))
                .where(HANDOFF.ID.eq(event.subject()))
                .and(HANDOFF.ESCALATED_AT.isNull())
                .and(HANDOFF.STATE.eq(Handoff.State.OFFERED.id()))
                .returning()
                .fetchOne();
        if (row == null) {
            return;
        }
        announcements.changed("handoff");
        announcements.changed("handoff-" + row.getId());
        events.publishEvent(new HandoffEscalated(
                event.workspace(),
                row.getId(),
                HandoffKind.of(row.getKind()),
                row.getSubjectType(),
                row.getSubjectId(),
                event.tell(),
                event.at()));
    }
}
