package io.diabolo.records;

import io.diabolo.identity.Members;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A large undo as a job: one transaction, so that it happens whole or not at all. */
@Component
class UndoWork implements Jobs.Work {
    static final String KIND = "undo";
    private final Undo undo;
    private final Members members;

    UndoWork(Undo undo, Members members) {
        this.undo = undo;
        this.members = members;
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
        var answer = undo.reverseNow(run.input(Wanted.class).changeSet(), me);
        run.progress(1, 1);
        return JobOutcome.of(answer);
    }
}
