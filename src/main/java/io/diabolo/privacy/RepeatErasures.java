package io.diabolo.privacy;

import static io.diabolo.jooq.Tables.ERASURE;
import static io.diabolo.jooq.Tables.JOB;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.diabolo.identity.Members;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does erasures again that a backup from before them has undone: the restore noted which, the first start does them. */
@Component
class RepeatErasures {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatErasures.class);

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Jobs jobs;
    private final Members members;

    RepeatErasures(DSLContext sql, TransactionTemplate transactions, Jobs jobs, Members members) {
        this.sql = sql;
        this.transactions = transactions;
        this.jobs = jobs;
        this.members = members;
    }

    void everywhere() {
        sql.fetch("select workspaces_with_repeated_erasures()")
                .getValues(0, UUID.class)
                .forEach(workspace -> apart(new WorkspaceId(workspace)));
    }

    /** One in which it fails doesn't hold up the others. */
    private void apart(WorkspaceId workspace) {
        try {
            begin(workspace);
        } catch (RuntimeException e) {
            LOG.error("the erasures of a workspace could not be repeated", e);
        }
    }

    void begin(WorkspaceId workspace) {
        var me = members.firstAdministrator(workspace);
        WorkspaceScope.run(
                workspace,
                () -> transactions.executeWithoutResult(_ -> {
                    var waiting = waiting();
                    if (!waiting.isEmpty()) {
                        jobs.submit(EraseWork.KIND, "", new EraseWork.Wanted(waiting), me);
                    }
                }));
    }

    /** Those that no job has in hand. */
    private List<UUID> waiting() {
        return sql.select(ERASURE.ID)
                .from(ERASURE)
                .where(ERASURE.REPEATS)
                .and(ERASURE.STATE.ne("done"))
                .and(DSL.notExists(DSL.selectOne()
                        .from(JOB)
                        .where(JOB.KIND.eq(EraseWork.KIND))
                        .and(JOB.STATE.in("waiting", "running"))
                        .and("input -> 'erasures' @> to_jsonb({0}::text)", ERASURE.ID)))
                .orderBy(ERASURE.ID)
                .fetch(ERASURE.ID);
    }

    @Configuration(proxyBeanMethods = false)
    static class AtStart {
        /** At once after a start, for the row of the task is an old one or none. */
        @Bean
        RecurringTask<Void> repeatErasuresTask(ObjectProvider<RepeatErasures> repeat) {
            return Tasks.recurring("repeat-erasures", Schedules.fixedDelay(Duration.ofHours(1)))
                    .execute((_, _) -> repeat.getObject().everywhere());
        }
    }
}
