package io.diabolo.forecast;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every quarter of an hour, on one node, it looks whether a workspace has this week's snapshot: so it is taken when the Monday
 * begins where the workspace is, and as soon as the server is back where it was down.
 */
@Configuration(proxyBeanMethods = false)
class TakeSnapshots {

    @Bean
    RecurringTask<Void> takeForecastSnapshotsTask(EachWorkspace each, ObjectProvider<Snapshots> snapshots) {
        return Tasks.recurring("take-forecast-snapshots", FixedDelay.ofMinutes(15))
                .execute((_, _) -> each.run(
                        "the forecast of a workspace could not be noted down",
                        () -> snapshots.getObject().takeThisWeeks()));
    }
}
