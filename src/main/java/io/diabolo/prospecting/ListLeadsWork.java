package io.diabolo.prospecting;

import io.diabolo.identity.Members;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.records.JobOutcome;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Leads of many people as a job: one transaction, so that they come whole or not at all. */
@Component
class ListLeadsWork implements Jobs.Work {
    static final String KIND = "list-leads";
    private final ListLeads leads;
    private final Members members;
    private final TransactionTemplate transactions;

    ListLeadsWork(ListLeads leads, Members members, TransactionTemplate transactions) {
        this.leads = leads;
        this.members = members;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var wanted = run.input(ListLeads.Wanted.class);
        run.progress(0, 1);
        var me = members.actor(run.member(), Origin.PAGE, Scope.WRITE);
        var outcome = Objects.requireNonNull(transactions.execute(_ -> {
            var made = leads.makeNow(wanted, me);
            var done = new JobOutcome(
                    "target-list.leads.made", List.of(made.made(), made.known(), made.leftOut()), made.changeSet());
            run.done(done);
            return done;
        }));
        run.progress(1, 1);
        return outcome;
    }
}
