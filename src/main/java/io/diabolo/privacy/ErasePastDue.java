package io.diabolo.privacy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceId;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases those whose time is up, some at a time, each step committed: in the night where it is switched on, or when asked. */
@Component
class ErasePastDue implements Jobs.Work {
    static final String KIND = "retention";
    /**
     * Texts and files are looked through once for so many. More would not be cheaper: all that they are called is one regular
     * expression, and the memory that PostgreSQL sets aside to match one grows with the square of its length.
     */
    private static final int STEP = 50;

    /** Who is due is looked for among all people, so it is done once for so many. */
    private static final int FOUND = 10_000;

    private final Retention retention;
    private final DuePeople due;
    private final Erasures erasures;
    private final Erasing erasing;
    private final Members members;
    private final TransactionTemplate transactions;

    ErasePastDue(
            Retention retention,
            DuePeople due,
            Erasures erasures,
            Erasing erasing,
            Members members,
            TransactionTemplate transactions) {
        this.retention = retention;
        this.due = due;
        this.erasures = erasures;
        this.erasing = erasing;
        this.members = members;
        this.transactions = transactions;
    }

    record Wanted() {}

    record Erased(long people) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(Jobs.Run run) {
        var me = members.actor(run.member(), Origin.PAGE, Scope.ADMIN);
        return new Erased(erase(me, done -> run.progress(done, done)));
    }

    long erase(Actor me, LongConsumer progress) {
        long all = 0;
        var found = new ArrayDeque<UUID>();
        while (true) {
            List<UUID> step = transactions.execute(_ -> next(found, me));
            if (step == null || step.isEmpty()) {
                return all;
            }
            erasing.run(step);
            all += step.size();
            progress.accept(all);
        }
    }

    /** Those left half done by a crash first. Whether it is still so is looked up for each once nobody can write to them. */
    private List<UUID> next(Deque<UUID> found, Actor me) {
        var begun = erasures.unfinished(STEP);
        if (!begun.isEmpty()) {
            return begun;
        }
        var today = retention.today();
        while (true) {
            if (found.isEmpty()) {
                found.addAll(due.now(today, retention.present().months(), FOUND));
            }
            if (found.isEmpty()) {
                return List.of();
            }
            var step = new ArrayList<UUID>();
            while (step.size() < STEP && !found.isEmpty()) {
                step.add(found.remove());
            }
            var there = due.still(step);
            if (!there.isEmpty()) {
                return there.stream()
                        .map(person -> erasures.note(person, "retention", today, me))
                        .toList();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nightly {
        /** One node does it: the task is a row that it locks. */
        @Bean
        RecurringTask<Void> erasePastDueTask(
                ObjectProvider<Jobs> jobs, ObjectProvider<DSLContext> sql, ObjectProvider<Members> members) {
            return Tasks.recurring("erase-past-due", Schedules.daily(LocalTime.of(3, 0)))
                    .execute((_, _) -> sql.getObject()
                            .fetch("select workspaces_with_retention()")
                            .getValues(0, UUID.class)
                            .forEach(workspace -> {
                                var id = new WorkspaceId(workspace);
                                var me = members.getObject().firstAdministrator(id);
                                jobs.getObject().submitUnlessUnderWay(KIND, new Wanted(), me);
                            }));
        }
    }
}
