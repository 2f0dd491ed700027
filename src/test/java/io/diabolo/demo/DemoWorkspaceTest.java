package io.diabolo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.identity.Members;
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.support.TransactionTemplate;

/** Who tries the demo finds something to do on every desk that the product has pages for. */
@DiaboloTest
class DemoWorkspaceTest {
    private static final List<String> BUSY = List.of("growth", "bdr", "sdr", "inside", "ae", "se", "adv", "csm");

    private final DataSource owner;
    private final Queues queues;
    private final Clock clock;
    private final DemoWorkspace demo;

    DemoWorkspaceTest(
            @Qualifier("ownerDataSource") DataSource owner,
            DSLContext sql,
            TransactionTemplate transactions,
            Journeys journeys,
            List<RecordType> types,
            Records records,
            Jobs jobs,
            Members members,
            Queues queues,
            Clock clock) {
        this.owner = owner;
        this.queues = queues;
        this.clock = clock;
        this.demo = new DemoWorkspace(owner, sql, transactions, journeys, types, records, jobs, members, clock);
    }

    @Test
    void every_desk_has_something_to_do() throws SQLException {
        demo.start();

        var softly = new SoftAssertions();
        try (var connection = owner.getConnection();
                var members = connection.prepareStatement("select w.id, m.id from workspace w join member m"
                        + " on m.workspace_id = w.id where w.slug = 'atelier-nord' and ? = any (m.roles) limit 1")) {
            for (var role : BUSY) {
                members.setString(1, role);
                try (var found = members.executeQuery()) {
                    assertThat(found.next()).as(role).isTrue();
                    var member = new MemberId(found.getObject(2, UUID.class));
                    var waiting = WorkspaceScope.in(
                            new WorkspaceId(found.getObject(1, UUID.class)),
                            () -> queues.next(new QueueRequest(member, role, clock.instant(), 10)));
                    softly.assertThat(waiting).as(role).isNotEmpty();
                }
            }
        }
        softly.assertAll();
    }
}
