package io.diabolo.delivery;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the desks of those who deliver, of each onboarding the step that is due first and can be done: a CSM's own onboardings,
 * what of them the customer still owes included; of all of them what operations and support have to do.
 */
@Component
@Order(47)
class OnboardingQueue implements QueueSource {
    /** So many days ahead a step is worth a look. */
    private static final int AHEAD = 2;

    private static final String FIRST = """
            select * from (
                select distinct on (o.id) o.id, o.name, coalesce(c.name, '') as company, s.name as step, s.side, s.due_on
                from onboarding o
                join onboarding_step s on s.workspace_id = o.workspace_id and s.onboarding_id = o.id
                left join company c on c.workspace_id = o.workspace_id and c.id = o.company_id
                where o.state = 'running' and o.deleted_at is null and s.done_at is null and s.due_on <= {0}
                  and case when {1} = 'csm' then o.owner_id = {2} and coalesce(s.role, 'csm') = 'csm' else s.role = {1} end
                  and not exists (
                      select from onboarding_step b
                      where b.workspace_id = s.workspace_id and b.onboarding_id = s.onboarding_id
                        and b.id = any (s.after_ids) and b.done_at is null)
                order by o.id, s.due_on, s.position) first
            order by due_on, id limit {3}
            """;

    private final DSLContext sql;
    private final OnboardingRules rules;
    private final Workspaces workspaces;

    OnboardingQueue(DSLContext sql, OnboardingRules rules, Workspaces workspaces) {
        this.sql = sql;
        this.rules = rules;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("onboarding");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!List.of("csm", "ops", "support").contains(request.desk())) {
            return List.of();
        }
        var today = rules.today();
        var zone = workspaces.settings().zone();
        return sql.resultQuery(
                        FIRST,
                        DSL.val(today.plusDays(AHEAD)),
                        DSL.val(request.desk()),
                        DSL.val(request.member().value()),
                        DSL.val(request.limit()))
                .fetch(row -> entry(row, today, zone));
    }

    private static QueueEntry entry(Record row, LocalDate today, ZoneId zone) {
        var due = row.get("due_on", LocalDate.class);
        var late = due.isBefore(today);
        var whose = "customer".equals(row.get("side", String.class)) ? "customer" : late ? "late" : "ours";
        var id = row.get("id", UUID.class);
        return new QueueEntry(
                "onboarding-step",
                late ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                due.plusDays(1).atStartOfDay(zone).toInstant(),
                "onboarding",
                id,
                row.get("name", String.class),
                row.get("company", String.class),
                new Text("queue.onboarding." + whose, row.get("step", String.class), due),
                "queue.onboarding.open",
                "/onboardings/" + id + "/project");
    }
}
