package io.diabolo.health.churn;

import static io.diabolo.jooq.Tables.HEALTH;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.prediction.LearnFromPast;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Learns anew from the workspace's customers, then predicts all of today, a thousand at a time. */
@Component
class LearnChurn implements Jobs.Work {
    static final String KIND = "churn";
    private static final int STEP = 1_000;

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final ChurnHistory history;
    private final ChurnModels models;
    private final ChurnPredictions predictions;
    private final ObjectProvider<Jobs> jobs;

    LearnChurn(
            DSLContext sql,
            TransactionTemplate transactions,
            ChurnHistory history,
            ChurnModels models,
            ChurnPredictions predictions,
            ObjectProvider<Jobs> jobs) {
        this.sql = sql;
        this.transactions = transactions;
        this.history = history;
        this.models = models;
        this.predictions = predictions;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Begins one, unless one is waiting or running. */
    UUID begin(Actor me) {
        return jobs.getObject().submitUnlessUnderWay(KIND, Map.of(), me);
    }

    @Override
    public Object run(Jobs.Run run) {
        var past = Objects.requireNonNull(transactions.execute(_ -> history.past()));
        var size = ChurnHistorySize.of(past);
        var learned = size.isEnough() ? LearnFromPast.from(past) : null;
        if (learned == null) {
            return Map.of("cases", size.cases(), "churned", size.churned());
        }
        transactions.executeWithoutResult(_ -> models.keep(size, learned));
        return Map.of("auc", learned.goodness().auc(), "predicted", predictAll(run));
    }

    private long predictAll(Jobs.Run run) {
        var total = Objects.requireNonNull(transactions.execute(_ -> (long) sql.fetchCount(HEALTH)));
        var looked = 0L;
        for (var step = step(null); !step.isEmpty(); step = step(step.getLast())) {
            var ids = step;
            transactions.executeWithoutResult(_ -> predictions.predict(ids));
            looked += step.size();
            run.progress(looked, Math.max(looked, total));
        }
        return looked;
    }

    /** Reads the index health_of. */
    private List<UUID> step(@Nullable UUID behind) {
        return Objects.requireNonNull(transactions.execute(_ -> sql.select(HEALTH.COMPANY_ID)
                .from(HEALTH)
                .where(behind == null ? DSL.noCondition() : HEALTH.COMPANY_ID.gt(behind))
                .orderBy(HEALTH.COMPANY_ID)
                .limit(STEP)
                .fetch(HEALTH.COMPANY_ID)));
    }

    private void beginAgain(Actor me) {
        if (isLearned()) {
            begin(me);
        }
    }

    private boolean isLearned() {
        return Boolean.TRUE.equals(transactions.execute(_ -> models.isAny()));
    }

    /** Anew each week, where something has been learned before. */
    @Configuration(proxyBeanMethods = false)
    static class ByItself {
        private static final Duration WEEKLY = Duration.ofDays(7);

        @Bean
        RecurringTask<Void> learnChurnTask(EachWorkspace each, ObjectProvider<LearnChurn> work) {
            return Tasks.recurring("learn-churn", FixedDelay.of(WEEKLY))
                    .execute((_, _) -> each.runAsAdministrator(
                            "a workspace could not learn from who left",
                            me -> work.getObject().beginAgain(me)));
        }
    }
}
