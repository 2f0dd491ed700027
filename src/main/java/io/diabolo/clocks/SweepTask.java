package io.diabolo.clocks;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every two seconds, on one node. */
@Configuration(proxyBeanMethods = false)
class SweepTask {
    @Bean
    RecurringTask<Void> sweepClocksTask(ObjectProvider<Sweep> sweep, Clock time) {
        return Tasks.recurring("sweep-clocks", FixedDelay.ofSeconds(2))
                .execute((_, _) -> sweep.getObject().everywhere(time.instant()));
    }
}
