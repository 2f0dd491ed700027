package io.diabolo.meetings;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks, every few minutes, the calendars that members keep elsewhere. */
@Configuration(proxyBeanMethods = false)
class ReadFeeds {
    @Bean
    RecurringTask<Void> readFeedsTask(EachWorkspace each, ObjectProvider<CalendarFeeds> feeds) {
        return Tasks.recurring("read-calendar-feeds", FixedDelay.ofMinutes(5))
                .execute((_, _) -> each.run(
                        "the calendars of a workspace could not be read",
                        () -> feeds.getObject().readDue()));
    }
}
