package io.diabolo.usage;

import static io.diabolo.jooq.Tables.USAGE_EVENT;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ids of events that would be refused as too old are no longer needed. */
@Component
class ForgetEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetEvents.class);
    private final DSLContext sql;
    private final Clock clock;

    ForgetEvents(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** In the present workspace; two days later than the limit, for a zone has its own midnight. Reads usage_event_day. */
    @Transactional
    public int here() {
        var before = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(UsageIntake.DAYS + 2L);
        return sql.deleteFrom(USAGE_EVENT).where(USAGE_EVENT.DAY.lt(before)).execute();
    }

    @Configuration(proxyBeanMethods = false)
    static class Task {
        @Bean
        RecurringTask<Void> forgetUsageEventsTask(ObjectProvider<DSLContext> sql, ObjectProvider<ForgetEvents> events) {
            return Tasks.recurring("forget-usage-events", FixedDelay.ofHours(6)).execute((_, _) -> {
                for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
                    try {
                        WorkspaceScope.run(
                                new WorkspaceId((UUID) id),
                                () -> events.getObject().here());
                    } catch (RuntimeException e) {
                        // One that fails doesn't hold up the others; it is tried again.
                        LOG.error("the usage events of a workspace could not be forgotten", e);
                    }
                }
            });
        }
    }
}
