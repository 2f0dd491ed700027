package io.diabolo.qualification;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings back, each hour, the leads whose day has come in their workspace's zone. */
@Configuration(proxyBeanMethods = false)
class ReturnLeads {

    @Bean
    RecurringTask<Void> returnLeadsTask(
            EachWorkspace each, ObjectProvider<Nurture> nurture, ObjectProvider<Workspaces> workspaces, Clock clock) {
        return Tasks.recurring("return-leads", FixedDelay.ofHours(1))
                .execute((_, _) -> each.runAsAdministrator("the leads of a workspace could not be brought back", me -> {
                    var today = LocalDate.ofInstant(
                            clock.instant(), workspaces.getObject().settings().zone());
                    while (nurture.getObject().returnDue(today, me.through(Origin.RULE)) > 0) {
                        // a step at a time, each in its own transaction
                    }
                }));
    }
}
