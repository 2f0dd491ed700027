package io.diabolo.notifications;

import io.diabolo.clocks.ClockBreached;
import io.diabolo.clocks.ClockEscalated;
import io.diabolo.clocks.ClockPlace;
import io.diabolo.clocks.ClockWarned;
import io.diabolo.journey.HandoffId;
import io.diabolo.journey.Handoffs;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who promised something is told before it is late, and when it is; then their manager. */
@Component
class TellOfClocks {
    private final Notifications notifications;
    private final Handoffs handoffs;
    private final RecordTypes types;
    private final ObjectProvider<ClockPlace> places;
    private final TransactionTemplate transactions;

    TellOfClocks(
            Notifications notifications,
            Handoffs handoffs,
            RecordTypes types,
            ObjectProvider<ClockPlace> places,
            TransactionTemplate transactions) {
        this.notifications = notifications;
        this.handoffs = handoffs;
        this.types = types;
        this.places = places;
        this.transactions = transactions;
    }

    private record Step(
            NotificationKind kind, UUID clock, String about, String subjectType, UUID subject, Instant at) {}

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(ClockWarned event) {
        tell(
                event.workspace(),
                new Step(
                        NotificationKind.CLOCK_WARNED,
                        event.clock(),
                        event.kind(),
                        event.subjectType(),
                        event.subject(),
                        event.at()),
                event.tell());
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(ClockBreached event) {
        tell(
                event.workspace(),
                new Step(
                        NotificationKind.CLOCK_BREACHED,
                        event.clock(),
                        event.kind(),
                        event.subjectType(),
                        event.subject(),
                        event.at()),
                event.tell());
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(ClockEscalated event) {
        tell(
                event.workspace(),
                new Step(
                        NotificationKind.CLOCK_ESCALATED,
                        event.clock(),
                        event.kind(),
                        event.subjectType(),
                        event.subject(),
                        event.at()),
                event.tell());
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    private void tell(WorkspaceId workspace, Step step, List<MemberId> members) {
        WorkspaceScope.run(
                workspace, () -> transactions.executeWithoutResult(_ -> notifications.tell(notice(step), members)));
    }

    /** What a hand-off's clock is about is the subject that it passes on. */
    private Notice notice(Step step) {
        var key = step.kind().id() + "/" + step.clock();
        var handoff = step.subjectType().equals("handoff") ? handoffs.find(new HandoffId(step.subject())) : null;
        if (handoff != null) {
            var path = "/handoffs/" + handoff.id();
            return new Notice(
                    step.kind(),
                    key,
                    step.about(),
                    handoff.subjectType(),
                    handoff.subject(),
                    null,
                    null,
                    path,
                    step.at());
        }
        var path = places.orderedStream()
                .filter(place -> place.kind().equals(step.about()))
                .map(place -> place.path(step.subject()))
                .findFirst()
                .or(() -> types.byId(step.subjectType()).map(type -> "/" + type.plural() + "/" + step.subject()))
                .orElse("/");
        return new Notice(
                step.kind(), key, step.about(), step.subjectType(), step.subject(), null, null, path, step.at());
    }
}
