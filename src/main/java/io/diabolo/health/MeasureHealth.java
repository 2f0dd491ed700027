package io.diabolo.health;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.HEALTH;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.diabolo.health.churn.ChurnPredictions;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.rules.Rules;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures and scores all customers: each night, when rules change, and when somebody asks for it. */
@Component
class MeasureHealth implements Jobs.Work {
    static final String KIND = "health";
    private static final int STEP = 1_000;

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final HealthMeasures measures;
    private final HealthScoring scoring;
    private final ChurnPredictions churn;
    private final Risks risks;
    private final Rules rules;
    private final ObjectProvider<Jobs> jobs;

    MeasureHealth(
            DSLContext sql,
            TransactionTemplate transactions,
            HealthMeasures measures,
            HealthScoring scoring,
            ChurnPredictions churn,
            Risks risks,
            Rules rules,
            ObjectProvider<Jobs> jobs) {
        this.sql = sql;
        this.transactions = transactions;
        this.measures = measures;
        this.scoring = scoring;
        this.churn = churn;
        this.risks = risks;
        this.rules = rules;
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
        return all(run::progress);
    }

    /** Told how far it is. */
    interface Progress {
        void tell(long done, long total);
    }

    /** In steps, each a transaction of its own, which may be repeated. */
    Map<String, Long> all(Progress progress) {
        var features = Objects.requireNonNull(transactions.execute(_ -> measures.features()));
        long total = Objects.requireNonNull(transactions.execute(_ -> (long) sql.fetchCount(HEALTH)));
        var changed = 0L;
        var opened = 0L;
        var looked = 0L;
        for (var step = step(null); !step.isEmpty(); step = step(step.getLast())) {
            var ids = step;
            changed += Objects.requireNonNull(transactions.execute(_ -> measure(ids, features)));
            opened += Objects.requireNonNull(transactions.execute(_ -> (long) risks.look(ids)));
            looked += step.size();
            progress.tell(looked, Math.max(looked, total));
        }
        transactions.executeWithoutResult(_ -> forgetLeft());
        return Map.of("looked", looked, "changed", changed, "opened", opened);
    }

    private long measure(List<UUID> ids, int features) {
        measures.measure(ids, features);
        var changed = scoring.score(rules.run(HealthRules.ID), ids, measures.today());
        churn.predict(ids);
        return changed;
    }

    /** One customer at once, within the present transaction. */
    void now(UUID company) {
        var ids = List.of(company);
        measure(ids, measures.features());
        risks.look(ids);
    }

    /** The next customers. Reads the index contract_of_company. */
    private List<UUID> step(@Nullable UUID behind) {
        return Objects.requireNonNull(transactions.execute(_ -> sql.selectDistinct(CONTRACT.COMPANY_ID)
                .from(CONTRACT)
                .where(CONTRACT.COMPANY_ID.isNotNull())
                .and(behind == null ? noCondition() : CONTRACT.COMPANY_ID.gt(behind))
                .and(CONTRACT.STATE.eq("running"))
                .and(CONTRACT.DELETED_AT.isNull())
                .orderBy(CONTRACT.COMPANY_ID)
                .limit(STEP)
                .fetch(CONTRACT.COMPANY_ID)));
    }

    /** Whose last contract ended isn't a customer any more; how it was stays in its history. */
    private void forgetLeft() {
        sql.deleteFrom(HEALTH)
                .where(notExists(selectOne()
                        .from(CONTRACT)
                        .where(CONTRACT.COMPANY_ID.eq(HEALTH.COMPANY_ID))
                        .and(CONTRACT.STATE.eq("running"))
                        .and(CONTRACT.DELETED_AT.isNull())))
                .or(HEALTH.COMPANY_ID.in(deleted()))
                .execute();
        risks.endLeft();
    }

    private static org.jooq.Select<org.jooq.Record1<UUID>> deleted() {
        var company = io.diabolo.jooq.Tables.COMPANY;
        return org.jooq
                .impl
                .DSL
                .select(company.ID)
                .from(company)
                .where(company.ID.eq(HEALTH.COMPANY_ID))
                .and(company.DELETED_AT.isNotNull());
    }

    @Configuration(proxyBeanMethods = false)
    static class EachNight {
        private static final LocalTime QUIET = LocalTime.of(3, 40);

        @Bean
        RecurringTask<Void> measureHealthTask(EachWorkspace each, ObjectProvider<MeasureHealth> work) {
            return Tasks.recurring("measure-health", new Daily(QUIET))
                    .execute((_, _) -> each.runAsAdministrator(
                            "the customers of a workspace could not be measured",
                            me -> work.getObject().begin(me)));
        }
    }
}
