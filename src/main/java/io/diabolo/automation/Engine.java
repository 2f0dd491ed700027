package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION;
import static io.diabolo.jooq.Tables.AUTOMATION_RUN;
import static io.diabolo.jooq.Tables.WEBHOOK_DELIVERY;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.platform.DatabaseTrouble;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Has automations look at what happened, judge it and act; on one node. */
@Service
public class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** Parts of one workspace before it is another's turn. */
    private static final int ROUNDS = 50;
    /** What didn't concern anybody is told for a week, what was done for a year, what was told outside for a month. */
    private static final Duration UNMET_FOR = Duration.ofDays(7);

    private static final Duration DONE_FOR = Duration.ofDays(365);
    private static final Duration TOLD_FOR = Duration.ofDays(30);
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final TakeEvents takeEvents;
    private final DueDates dates;
    private final Judge judge;
    private final Act act;
    private final Automations automations;
    private final EachWorkspace each;

    Engine(
            DSLContext sql,
            TransactionTemplate transactions,
            TakeEvents takeEvents,
            DueDates dates,
            Judge judge,
            Act act,
            Automations automations,
            EachWorkspace each) {
        this.sql = sql;
        this.transactions = transactions;
        this.takeEvents = takeEvents;
        this.dates = dates;
        this.judge = judge;
        this.act = act;
        this.automations = automations;
        this.each = each;
    }

    void everywhere(Instant now) {
        for (var id : sql.fetchValues("select * from workspaces_with_due_automations({0})", DSL.val(Runs.utc(now)))) {
            try {
                WorkspaceScope.run(new WorkspaceId((UUID) id), () -> here(now));
            } catch (RuntimeException e) {
                // One that fails doesn't hold up the others; it is tried again.
                LOG.error("the automations of a workspace could not go on", e);
            }
        }
    }

    /** The present workspace. Several at once do nothing twice. */
    public void here(Instant now) {
        for (var i = 0; i < ROUNDS && takeEvents.some(now); i++) {
            // the next part
        }
        lookAtDates(now);
        for (var i = 0; i < ROUNDS && judge.some(now); i++) {
            // the next part
        }
        for (var i = 0; i < ROUNDS && act.some(now); i++) {
            // the next part
        }
    }

    private void lookAtDates(Instant now) {
        var due = AUTOMATION.NEXT_AT.le(Runs.utc(now));
        for (var one : automations.on(due)) {
            try {
                transactions.executeWithoutResult(_ ->
                        automations.on(due.and(AUTOMATION.ID.eq(one.id()))).forEach(still -> dates.look(still, now)));
            } catch (RuntimeException e) {
                if (DatabaseTrouble.of(e) != null) {
                    throw e;
                }
                // One that fails doesn't hold up the others; it is tried again.
                LOG.error("an automation could not look at its dates", e);
            }
        }
    }

    /** What nobody looks for any more. */
    void forget(Instant now) {
        each.run(
                "the automations of a workspace could not forget what is past",
                () -> transactions.executeWithoutResult(_ -> {
                    sql.deleteFrom(AUTOMATION_RUN)
                            .where(AUTOMATION_RUN
                                    .STATE
                                    .eq("unmet")
                                    .and(AUTOMATION_RUN.AT.lt(Runs.utc(now.minus(UNMET_FOR)))))
                            .or(AUTOMATION_RUN
                                    .STATE
                                    .in("done", "skipped", "failed")
                                    .and(AUTOMATION_RUN.AT.lt(Runs.utc(now.minus(DONE_FOR)))))
                            .execute();
                    sql.deleteFrom(WEBHOOK_DELIVERY)
                            .where(WEBHOOK_DELIVERY.STATE.in("delivered", "failed"))
                            .and(WEBHOOK_DELIVERY.CREATED_AT.lt(Runs.utc(now.minus(TOLD_FOR))))
                            .execute();
                }));
    }

    @Configuration(proxyBeanMethods = false)
    static class AutomationTasks {
        @Bean
        RecurringTask<Void> goOnWithAutomationsTask(ObjectProvider<Engine> engine, Clock time) {
            return Tasks.recurring("go-on-with-automations", FixedDelay.ofSeconds(2))
                    .execute((_, _) -> engine.getObject().everywhere(time.instant()));
        }

        @Bean
        RecurringTask<Void> tellWebhooksTask(ObjectProvider<SendDeliveries> sending, Clock time) {
            return Tasks.recurring("tell-webhooks", FixedDelay.ofSeconds(2))
                    .execute((_, _) -> sending.getObject().everywhere(time.instant()));
        }

        @Bean
        RecurringTask<Void> forgetRunsTask(ObjectProvider<Engine> engine, Clock time) {
            return Tasks.recurring("forget-automation-runs", FixedDelay.ofHours(6))
                    .execute((_, _) -> engine.getObject().forget(time.instant()));
        }
    }
}
