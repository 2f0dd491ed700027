package io.diabolo.surveys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.time.Clock;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asking whose turn it is, on one node. */
@Configuration(proxyBeanMethods = false)
class SurveyTasks {
    private static final Logger LOG = LoggerFactory.getLogger(SurveyTasks.class);

    @Bean
    RecurringTask<Void> askPeopleTask(ObjectProvider<DSLContext> sql, ObjectProvider<AskPeople> asking, Clock time) {
        return Tasks.recurring("ask-people", FixedDelay.ofMinutes(20)).execute((_, _) -> {
            for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
                try {
                    WorkspaceScope.run(
                            new WorkspaceId((UUID) id), () -> asking.getObject().here(time.instant()));
                } catch (RuntimeException e) {
                    // One that fails doesn't hold up the others; it is tried again.
                    LOG.error("the surveys of a workspace could not be sent", e);
                }
            }
        });
    }
}
