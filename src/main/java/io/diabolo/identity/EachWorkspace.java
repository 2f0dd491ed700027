package io.diabolo.identity;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is done regularly for all workspaces, one after the other. One that fails doesn't hold up the others; it is tried again
 * the next time.
 */
@Component
public class EachWorkspace {
    private static final Logger LOG = LoggerFactory.getLogger(EachWorkspace.class);

    /** Tasks are made before the database is asked anything. */
    private final ObjectProvider<DSLContext> sql;

    private final ObjectProvider<Members> members;

    EachWorkspace(ObjectProvider<DSLContext> sql, ObjectProvider<Members> members) {
        this.sql = sql;
        this.members = members;
    }

    /**
     * @param failure what is logged where the work fails, as a sentence without its end
     * @param work runs within the workspace, outside a transaction
     */
    public void run(String failure, Runnable work) {
        each(failure, workspace -> WorkspaceScope.run(workspace, work));
    }

    /**
     * The same in the name of an administrator; a workspace that has none is left out.
     *
     * @param failure what is logged where the work fails
     */
    public void runAsAdministrator(String failure, Consumer<Actor> work) {
        each(failure, workspace -> {
            Actor administrator;
            try {
                administrator = members.getObject().firstAdministrator(workspace);
            } catch (NoSuchRecord _) {
                LOG.debug("{}: it has no administrator", failure);
                return;
            }
            WorkspaceScope.run(workspace, () -> work.accept(administrator));
        });
    }

    private void each(String failure, Consumer<WorkspaceId> work) {
        for (var id : sql.getObject().fetchValues("select * from workspaces_to_search()")) {
            try {
                work.accept(new WorkspaceId((UUID) id));
            } catch (RuntimeException e) {
                LOG.error(failure, e);
            }
        }
    }
}
