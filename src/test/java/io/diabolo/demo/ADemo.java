package io.diabolo.demo;

import io.diabolo.identity.Members;
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo workspace, made where it isn't there yet. */
public final class ADemo {
    private ADemo() {}

    public static WorkspaceId workspace(ApplicationContext application) {
        var owner = application.getBean("ownerDataSource", DataSource.class);
        new DemoWorkspace(
                        owner,
                        application.getBean(DSLContext.class),
                        application.getBean(TransactionTemplate.class),
                        application.getBean(Journeys.class),
                        application.getBeansOfType(RecordType.class).values().stream()
                                .toList(),
                        application.getBean(Records.class),
                        application.getBean(Jobs.class),
                        application.getBean(Members.class),
                        application.getBean(Clock.class))
                .start();
        try (var connection = owner.getConnection();
                var found = connection
                        .createStatement()
                        .executeQuery("select id from workspace where slug = 'atelier-nord'")) {
            found.next();
            return new WorkspaceId(found.getObject(1, UUID.class));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
