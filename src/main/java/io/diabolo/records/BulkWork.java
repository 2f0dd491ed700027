package io.diabolo.records;

import io.diabolo.identity.Members;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A bulk edit of many records as a job: one transaction, so that it happens whole or not at all. */
@Component
class BulkWork implements Jobs.Work {
    static final String KIND = "bulk";
    private final Bulk bulk;
    private final Members members;
    private final TransactionTemplate transactions;

    BulkWork(Bulk bulk, Members members, TransactionTemplate transactions) {
        this.bulk = bulk;
        this.members = members;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var wanted = run.input(Bulk.Wanted.class);
        run.progress(0, wanted.count());
        var through = wanted.origin();
        var me = members.actor(run.member(), through == null ? Origin.PAGE : through, Scope.WRITE);
        // A second run would find other values, or other records, than the member was told of.
        var outcome = Objects.requireNonNull(transactions.execute(_ -> {
            var done = outcome(wanted, bulk.runNow(wanted, me));
            run.done(done);
            return done;
        }));
        run.progress(wanted.count(), wanted.count());
        return outcome;
    }

    private static JobOutcome outcome(Bulk.Wanted wanted, Bulk.Answer answer) {
        return switch (answer) {
            case Bulk.Answer.Done(var changeSet, var records) ->
                new JobOutcome(
                        wanted.deletes() ? "list.bulk.deleted" : "list.bulk.edited", List.of(records), changeSet);
            case Bulk.Answer.Differs(var now) -> new JobOutcome("list.bulk.differs", List.of(now), null);
            case Bulk.Answer.Begun _ -> throw new IllegalStateException("a job began another");
        };
    }
}
