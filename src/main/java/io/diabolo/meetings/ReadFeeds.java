package io.diabolo.meetings;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks, every few minutes, the calendars that members keep elsewhere. */
@Configuration(proxyBeanMethods = false)
class ReadFeeds {
    @Bean
    RecurringTask<Void> readFeedsTask(ObjectProvider<DSLContext> sql, ObjectProvider<CalendarFeeds> feeds) {
        return Tasks.recurring("read-calendar-feeds", FixedDelay.ofMinutes(5)).execute((_, _) -> {
            for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
                WorkspaceScope.run(
                        new WorkspaceId((UUID) id), () -> feeds.getObject().readDue());
            }
        });
    }
}
