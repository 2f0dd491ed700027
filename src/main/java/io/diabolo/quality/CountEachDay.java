package io.diabolo.quality;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every quarter of an hour, on one node, it looks whether a workspace has the day's counts. */
@Configuration(proxyBeanMethods = false)
class CountEachDay {
    private static final Logger LOG = LoggerFactory.getLogger(CountEachDay.class);

    @Bean
    RecurringTask<Void> countQualityTask(
            ObjectProvider<DSLContext> sql, ObjectProvider<Quality> quality, ObjectProvider<Members> members) {
        return Tasks.recurring("count-data-quality", FixedDelay.ofMinutes(15)).execute((_, _) -> {
            for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
                var workspace = new WorkspaceId((UUID) id);
                try {
                    WorkspaceScope.run(
                            workspace,
                            () -> quality.getObject()
                                    .countOnce(members.getObject().firstAdministrator(workspace)));
                } catch (RuntimeException e) {
                    // One that fails doesn't hold up the others; it is tried again.
                    LOG.error("the data quality of a workspace could not be counted", e);
                }
            }
        });
    }
}
