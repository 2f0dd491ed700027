package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

class AnnouncementsTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(0, 1));

    private final Announcements announcements = new Announcements();

    private List<String> saidAfter(int records, int status) {
        TransactionSynchronizationManager.initSynchronization();
        try {
            WorkspaceScope.run(WORKSPACE, () -> {
                for (var i = 0; i < records; i++) {
                    announcements.changed("lead");
                    announcements.changed("lead-" + new UUID(7, i));
                }
                announcements.changed("company-" + new UUID(8, 1));
            });
            var synchronizations = TransactionSynchronizationManager.getSynchronizations();
            assertThat(synchronizations).hasSize(1);
            if (status == TransactionSynchronization.STATUS_COMMITTED) {
                TransactionSynchronizationUtils.invokeAfterCommit(synchronizations);
            }
            TransactionSynchronizationUtils.invokeAfterCompletion(synchronizations, status);
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
        return announcements.round().stream()
                .map(Announcements.Announcement::topic)
                .sorted()
                .toList();
    }

    @Test
    void a_few_records_are_named_and_many_are_any() {
        assertThat(saidAfter(3, TransactionSynchronization.STATUS_COMMITTED))
                .hasSize(5)
                .contains("lead", "lead-" + new UUID(7, 2), "company-" + new UUID(8, 1));
        assertThat(saidAfter(5_000, TransactionSynchronization.STATUS_COMMITTED))
                .containsExactly("company-" + new UUID(8, 1), "lead", "lead-any");
    }

    @Test
    void what_is_rolled_back_is_not_said_and_the_next_is() {
        assertThat(saidAfter(3, TransactionSynchronization.STATUS_ROLLED_BACK)).isEmpty();
        assertThat(saidAfter(1, TransactionSynchronization.STATUS_COMMITTED)).hasSize(3);
    }
}
