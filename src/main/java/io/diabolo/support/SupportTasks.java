package io.diabolo.support;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Closing what was solved some days ago, on one node. */
@Configuration(proxyBeanMethods = false)
class SupportTasks {
    @Bean
    RecurringTask<Void> closeSolvedTicketsTask(ObjectProvider<CloseSolved> closing, Clock time) {
        return Tasks.recurring("close-solved-tickets", FixedDelay.ofMinutes(30))
                .execute((_, _) -> closing.getObject().everywhere(time.instant()));
    }
}
