package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.LEAD;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Learns anew from the workspace's leads, then predicts all open ones, some thousands at a time. */
@Component
class TrainPrediction implements Jobs.Work {
    static final String KIND = "prediction";
    private static final Logger LOG = LoggerFactory.getLogger(TrainPrediction.class);
    private static final int STEP = 20_000;

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Training training;
    private final LeadModels models;
    private final Predictions predictions;
    private final ObjectProvider<Jobs> jobs;

    TrainPrediction(
            DSLContext sql,
            TransactionTemplate transactions,
            Training training,
            LeadModels models,
            Predictions predictions,
            ObjectProvider<Jobs> jobs) {
        this.sql = sql;
        this.transactions = transactions;
        this.training = training;
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
        var decided = Objects.requireNonNull(transactions.execute(_ -> training.decided()));
        var enough = Training.trainability(decided);
        var model = enough.isEnough() ? training.learn(decided) : null;
        if (model == null) {
            return Map.of("decided", enough.decided(), "qualified", enough.qualified());
        }
        transactions.executeWithoutResult(_ -> models.keep(model));
        return Map.of("auc", model.goodness().auc(), "predicted", predictAll(run));
    }

    private long predictAll(Jobs.Run run) {
        var total = Objects.requireNonNull(transactions.execute(_ -> (long) sql.fetchCount(LEAD)));
        var looked = 0L;
        var predicted = 0L;
        UUID behind = null;
        for (var last = last(behind); last != null; last = last(behind)) {
            var from = behind;
            var to = last;
            predicted += Objects.requireNonNull(transactions.execute(_ -> predictions.predict(
                    LEAD.ID.le(to).and(from == null ? DSL.noCondition() : LEAD.ID.gt(from)), STEP)));
            behind = last;
            looked += STEP;
            run.progress(Math.min(looked, total), total);
        }
        return predicted;
    }

    /** Where the next step ends; null when nothing is left. Reads the primary key. */
    private @Nullable UUID last(@Nullable UUID behind) {
        return transactions.execute(_ -> {
            var left = behind == null ? DSL.noCondition() : LEAD.ID.gt(behind);
            var step = DSL.select(LEAD.ID)
                    .from(LEAD)
                    .where(left)
                    .orderBy(LEAD.ID)
                    .limit(STEP)
                    .asTable("step");
            var id = step.field(LEAD.ID);
            return sql.select(id)
                    .from(step)
                    .orderBy(Objects.requireNonNull(id).desc())
                    .limit(1)
                    .fetchOne(id);
        });
    }

    /** Anew each week, where something has been learned before; what an import brought in is predicted each night. */
    @Configuration(proxyBeanMethods = false)
    static class ByItself {
        private static final LocalTime QUIET = LocalTime.of(4, 10);
        private static final Duration WEEKLY = Duration.ofDays(7);

        @Bean
        RecurringTask<Void> trainPredictionTask(EachWorkspace each, ObjectProvider<TrainPrediction> work) {
            return Tasks.recurring("train-prediction", FixedDelay.of(WEEKLY))
                    .execute((_, _) -> each.runAsAdministrator(
                            "a workspace could not learn from its leads",
                            me -> work.getObject().beginAgain(me)));
        }

        @Bean
        RecurringTask<Void> predictLeadsTask(EachWorkspace each, ObjectProvider<TrainPrediction> work) {
            return Tasks.recurring("predict-leads", new Daily(QUIET))
                    .execute((_, _) -> each.run(
                            "the leads of a workspace could not be predicted",
                            () -> work.getObject().predictRest()));
        }
    }

    private void beginAgain(Actor me) {
        if (isLearned()) {
            begin(me);
        }
    }

    private boolean isLearned() {
        return Boolean.TRUE.equals(transactions.execute(_ -> models.isAny()));
    }

    private void predictRest() {
        var useful = Boolean.TRUE.equals(transactions.execute(_ -> {
            var model = models.newest();
            return model != null && model.isUseful();
        }));
        // Each step leaves fewer without one, so it comes to an end.
        while (useful
                && Objects.requireNonNull(transactions.execute(_ -> predictions.predict(LEAD.PREDICTED.isNull(), STEP)))
                        > 0) {
            LOG.debug("a step of leads was predicted");
        }
    }
}
