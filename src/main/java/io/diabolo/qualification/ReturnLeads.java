package io.diabolo.qualification;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.Members;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings back, each hour, the leads whose day has come in their workspace's zone. */
@Configuration(proxyBeanMethods = false)
class ReturnLeads {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnLeads.class);

    @Bean
    RecurringTask<Void> returnLeadsTask(
            ObjectProvider<DSLContext> sql,
            ObjectProvider<Nurture> nurture,
            ObjectProvider<Members> members,
            ObjectProvider<Workspaces> workspaces,
            Clock clock) {
        return Tasks.recurring("return-leads", FixedDelay.ofHours(1)).execute((_, _) -> {
            for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
                var workspace = new WorkspaceId((UUID) id);
                try {
                    var me = members.getObject().firstAdministrator(workspace).through(Origin.RULE);
                    WorkspaceScope.run(workspace, () -> {
                        var today = LocalDate.ofInstant(
                                clock.instant(),
                                workspaces.getObject().settings().zone());
                        while (nurture.getObject().returnDue(today, me) > 0) {
                            // a step at a time, each in its own transaction
                        }
                    });
                } catch (NoSuchRecord _) {
                    LOG.debug("a workspace without an administrator has nobody to bring leads back for");
                } catch (RuntimeException e) {
                    LOG.error("the leads of a workspace could not be brought back", e);
                }
            }
        });
    }
}
