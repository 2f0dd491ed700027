package io.diabolo.quality;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every quarter of an hour, on one node, it looks whether a workspace has the day's counts. */
@Configuration(proxyBeanMethods = false)
class CountEachDay {

    @Bean
    RecurringTask<Void> countQualityTask(EachWorkspace each, ObjectProvider<Quality> quality) {
        return Tasks.recurring("count-data-quality", FixedDelay.ofMinutes(15))
                .execute((_, _) -> each.runAsAdministrator(
                        "the data quality of a workspace could not be counted",
                        me -> quality.getObject().countOnce(me)));
    }
}
