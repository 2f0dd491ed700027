package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.JOB;
import static io.diabolo.jooq.Tables.LEAD;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Scores all open leads anew: when rules change, after an import, and each night, as touches fade by the day. */
@Component
class RescoreLeads implements Jobs.Work {
    static final String KIND = "scores";
    private static final Logger LOG = LoggerFactory.getLogger(RescoreLeads.class);
    /** A lead that somebody edits meanwhile waits for one step at most. */
    private static final int STEP = 5_000;

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Scoring scoring;
    private final ObjectProvider<Jobs> jobs;

    RescoreLeads(DSLContext sql, TransactionTemplate transactions, Scoring scoring, ObjectProvider<Jobs> jobs) {
        this.sql = sql;
        this.transactions = transactions;
        this.scoring = scoring;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Begins one, unless one is waiting. */
    UUID begin(Actor me) {
        var waiting = WorkspaceScope.in(
                me.workspace(),
                () -> transactions.execute(_ -> sql.select(JOB.ID)
                        .from(JOB)
                        .where(JOB.KIND.eq(KIND))
                        .and(JOB.STATE.eq("waiting"))
                        .limit(1)
                        .fetchOne(JOB.ID)));
        return waiting == null ? jobs.getObject().submit(KIND, "", Map.of(), me) : waiting;
    }

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public Object run(Jobs.Run run) {
        long total = Objects.requireNonNull(transactions.execute(_ -> (long) sql.fetchCount(LEAD)));
        run.progress(0, total);
        var changed = 0L;
        var looked = 0L;
        for (var step = step(null); !step.isEmpty(); step = step(step.getLast().value1())) {
            var open =
                    step.stream().filter(Record2::value2).map(Record2::value1).toList();
            changed += Objects.requireNonNull(transactions.execute(_ -> scoring.score(open)));
            looked += step.size();
            run.progress(Math.min(looked, total), total);
        }
        return Map.of("changed", changed);
    }

    /** The next leads, and which of them are open. Reads the primary key. */
    private List<Record2<UUID, Boolean>> step(@Nullable UUID behind) {
        return Objects.requireNonNull(transactions.execute(_ -> sql.select(LEAD.ID, DSL.field(Scoring.OPEN))
                .from(LEAD)
                .where(behind == null ? DSL.noCondition() : LEAD.ID.gt(behind))
                .orderBy(LEAD.ID)
                .limit(STEP)
                .fetch()));
    }

    @Configuration(proxyBeanMethods = false)
    static class EachNight {
        private static final LocalTime QUIET = LocalTime.of(3, 20);

        @Bean
        RecurringTask<Void> rescoreLeadsTask(
                ObjectProvider<DSLContext> sql, ObjectProvider<RescoreLeads> work, ObjectProvider<Members> members) {
            return Tasks.recurring("rescore-leads", new Daily(QUIET)).execute((_, _) -> {
                for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
                    var workspace = new WorkspaceId((UUID) id);
                    try {
                        work.getObject().begin(members.getObject().firstAdministrator(workspace));
                    } catch (NoSuchRecord _) {
                        LOG.debug("a workspace without an administrator isn't scored");
                    }
                }
            });
        }
    }
}
