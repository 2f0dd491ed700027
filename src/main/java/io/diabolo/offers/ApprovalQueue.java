package io.diabolo.offers;

import io.diabolo.identity.Members;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
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

/**
 * On the desk of who approves: quotes that wait for their answer, or for that of somebody who is away. They are answered on a
 * page and not by one key, for whoever approves has looked.
 */
@Component
@Order(12)
class ApprovalQueue implements QueueSource, QueueActions {
    private static final String KIND = "approval";
    private final Approvals approvals;
    private final Members members;

    ApprovalQueue(Approvals approvals, Members members) {
        this.approvals = approvals;
        this.members = members;
    }

    @Override
    public Set<String> topics() {
        return Set.of("quote_approval");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        try {
            var me = members.actor(request.member(), Origin.RULE, Scope.READ);
            return approvals.waiting(me, Set.of(request.desk()), false).stream()
                    .limit(request.limit())
                    .map(one -> entry(one, request))
                    .toList();
        } catch (NoSuchRecord _) {
            return List.of();
        }
    }

    private QueueEntry entry(Approvals.Waiting one, QueueRequest request) {
        var approval = one.approval();
        var asker = members.find(approval.askedBy());
        var due = approval.due();
        var entry = new QueueEntry(
                KIND,
                due != null && !request.now().isBefore(due) ? QueueEntry.ANSWER : QueueEntry.RUNNING,
                due,
                "quote",
                one.quote().id(),
                one.quote().words().title(),
                one.quote().customer().name(),
                new Text(
                        "queue.approval",
                        asker == null ? "" : asker.name(),
                        approval.askedAt(),
                        approval.rule(),
                        one.quote().totals().term()),
                "approval.look",
                "/approvals#a-" + approval.id());
        return one.instead().isEmpty() ? entry : entry.with(new Text("approval.instead", one.instead()));
    }

    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        return entry.kind().equals(KIND)
                ? List.of(new Action("a", ui.t("approval.look"), entry.link(), false, true))
                : List.of();
    }
}
