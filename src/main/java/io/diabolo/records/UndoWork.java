package io.diabolo.records;

import io.diabolo.identity.Members;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A large undo as a job: one transaction, so that it happens whole or not at all. */
@Component
class UndoWork implements Jobs.Work {
    static final String KIND = "undo";
    private final Undo undo;
    private final Members members;
    private final TransactionTemplate transactions;

    UndoWork(Undo undo, Members members, TransactionTemplate transactions) {
        this.undo = undo;
        this.members = members;
        this.transactions = transactions;
    }

    record Wanted(UUID changeSet) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var me = members.actor(run.member(), Origin.PAGE, Scope.ADMIN);
        run.progress(0, 1);
        // A second run would say that it was taken back before, and not what came of it.
        var outcome = Objects.requireNonNull(transactions.execute(_ -> {
            var done = JobOutcome.of(undo.reverseNow(run.input(Wanted.class).changeSet(), me));
            run.done(done);
            return done;
        }));
        run.progress(1, 1);
        return outcome;
    }
}
