package io.diabolo.forecast;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every quarter of an hour, on one node, it looks whether a workspace has this week's snapshot: so it is taken when the Monday
 * begins where the workspace is, and as soon as the server is back where it was down.
 */
@Configuration(proxyBeanMethods = false)
class TakeSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(TakeSnapshots.class);

    @Bean
    RecurringTask<Void> takeForecastSnapshotsTask(ObjectProvider<DSLContext> sql, ObjectProvider<Snapshots> snapshots) {
        return Tasks.recurring("take-forecast-snapshots", FixedDelay.ofMinutes(15))
                .execute((_, _) -> {
                    for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
                        try {
                            WorkspaceScope.run(
                                    new WorkspaceId((UUID) id),
                                    () -> snapshots.getObject().takeThisWeeks());
                        } catch (RuntimeException e) {
                            // One that fails doesn't hold up the others; it is tried again.
                            LOG.error("the forecast of a workspace could not be noted down", e);
                        }
                    }
                });
    }
}
