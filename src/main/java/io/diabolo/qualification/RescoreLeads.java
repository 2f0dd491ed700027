package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Scores all open leads anew: when rules change, after an import, and each night, as touches fade by the day. */
@Component
class RescoreLeads implements Jobs.Work {
    static final String KIND = "scores";
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
        return jobs.getObject().submitUnlessWaiting(KIND, Map.of(), me);
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
        RecurringTask<Void> rescoreLeadsTask(EachWorkspace each, ObjectProvider<RescoreLeads> work) {
            return Tasks.recurring("rescore-leads", new Daily(QUIET))
                    .execute((_, _) -> each.runAsAdministrator(
                            "the leads of a workspace could not be scored",
                            me -> work.getObject().begin(me)));
        }
    }
}
