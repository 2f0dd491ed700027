package io.diabolo.records;

import io.diabolo.identity.Members;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import org.springframework.stereotype.Component;

/** A bulk edit of many records as a job: one transaction, so that it happens whole or not at all. */
@Component
class BulkWork implements Jobs.Work {
    static final String KIND = "bulk";
    private final Bulk bulk;
    private final Members members;

    BulkWork(Bulk bulk, Members members) {
        this.bulk = bulk;
        this.members = members;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var wanted = run.input(Bulk.Wanted.class);
        run.progress(0, wanted.count());
        var done = bulk.runNow(wanted, members.actor(run.member(), Origin.PAGE, Scope.WRITE));
        run.progress(wanted.count(), wanted.count());
        return done;
    }
}
