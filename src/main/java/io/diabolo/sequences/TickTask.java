package io.diabolo.sequences;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every ten seconds, on one node. */
@Configuration(proxyBeanMethods = false)
class TickTask {
    @Bean
    RecurringTask<Void> goOnWithSequencesTask(ObjectProvider<Tick> tick, Clock time) {
        return Tasks.recurring("go-on-with-sequences", FixedDelay.ofSeconds(10))
                .execute((_, _) -> tick.getObject().everywhere(time.instant()));
    }
}
