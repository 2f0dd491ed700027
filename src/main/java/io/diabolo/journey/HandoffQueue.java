package io.diabolo.journey;

import io.diabolo.queues.QueueActions;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Hand-offs that wait for a member or their role, on their desk: a accepts, r returns. */
@Component
@Order(10)
class HandoffQueue implements QueueSource, QueueActions {
    static final String KIND = "handoff";
    private final HandoffStore store;

    HandoffQueue(HandoffStore store) {
        this.store = store;
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        return store.waiting(request.member(), request.desk(), request.limit()).stream()
                // Of what is gone nothing is left to take over.
                .filter(handoff -> !handoff.label().isEmpty())
                .map(handoff -> entry(handoff, request))
                .toList();
    }

    private static QueueEntry entry(Handoff handoff, QueueRequest request) {
        var late = !request.now().isBefore(handoff.dueAt());
        var kind = new Text("handoff.kind." + handoff.kind().id());
        var reason = handoff.note().isBlank()
                ? new Text("queue.handoff", kind, handoff.from().name(), handoff.offeredAt())
                : new Text("queue.handoff.note", kind, handoff.from().name(), handoff.offeredAt(), handoff.note());
        return new QueueEntry(
                KIND,
                late ? QueueEntry.ANSWER : QueueEntry.RUNNING,
                handoff.dueAt(),
                handoff.subjectType(),
                handoff.subject(),
                handoff.label(),
                "",
                reason,
                "handoff.accept",
                "/handoffs/" + handoff.id());
    }

    @Override
    public Set<String> topics() {
        return Set.of("handoff");
    }

    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        return !entry.kind().equals(KIND)
                ? List.of()
                : List.of(
                        new Action("a", ui.t("handoff.accept"), entry.link() + "/acceptance", true, true),
                        new Action("r", ui.t("handoff.return"), entry.link(), false, false));
    }
}
