package io.diabolo.usage;

import static io.diabolo.jooq.Tables.USAGE_EVENT;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ids of events that would be refused as too old are no longer needed. */
@Component
class ForgetEvents {
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
        RecurringTask<Void> forgetUsageEventsTask(EachWorkspace each, ObjectProvider<ForgetEvents> events) {
            return Tasks.recurring("forget-usage-events", FixedDelay.ofHours(6))
                    .execute((_, _) -> each.run(
                            "the usage events of a workspace could not be forgotten",
                            () -> events.getObject().here()));
        }
    }
}
