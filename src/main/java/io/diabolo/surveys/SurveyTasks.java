package io.diabolo.surveys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asking whose turn it is, on one node. */
@Configuration(proxyBeanMethods = false)
class SurveyTasks {

    @Bean
    RecurringTask<Void> askPeopleTask(EachWorkspace each, ObjectProvider<AskPeople> asking, Clock time) {
        return Tasks.recurring("ask-people", FixedDelay.ofMinutes(20))
                .execute((_, _) -> each.run(
                        "the surveys of a workspace could not be sent",
                        () -> asking.getObject().here(time.instant())));
    }
}
