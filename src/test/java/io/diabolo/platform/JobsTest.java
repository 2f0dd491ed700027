package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@DiaboloTest
class JobsTest {
    private final Jobs jobs;
    private final TransactionTemplate transactions;

    JobsTest(Jobs jobs, TransactionTemplate transactions) {
        this.jobs = jobs;
        this.transactions = transactions;
    }

    @Test
    void a_job_that_takes_all_memory_fails_once_and_isnt_run_for_ever(Given given) {
        var me = given.administrator();
        var job = jobs.submit("takes-all-memory", "", "", me);

        await().atMost(Duration.ofSeconds(20)).until(() -> state(given, job).equals("failed"));
        assertThat(TakesAllMemory.RUNS).hasValue(1);
    }

    @Test
    void a_job_whose_command_was_taken_back_never_was(Given given) {
        var me = given.administrator();
        var before = TakesAllMemory.RUNS.get();
        var job = WorkspaceScope.in(
                given.workspace(),
                () -> transactions.execute(status -> {
                    status.setRollbackOnly();
                    return jobs.submit("takes-all-memory", "", "", me);
                }));

        assertThatThrownBy(() -> state(given, job)).isInstanceOf(NoSuchRecord.class);
        assertThat(TakesAllMemory.RUNS).hasValue(before);
    }

    @Test
    void a_job_is_done_with_what_it_did_and_not_run_again(Given given) {
        var job = jobs.submit("fails-after-its-work", "", "", given.administrator());

        await().atMost(Duration.ofSeconds(20)).until(() -> state(given, job).equals("done"));
        WorkspaceScope.run(given.workspace(), () -> jobs.run(job));
        assertThat(FailsAfterItsWork.RUNS).hasValue(1);
        assertThat(WorkspaceScope.in(given.workspace(), () -> jobs.find(job).result()))
                .isEqualTo("\"whole\"");
    }

    private String state(Given given, UUID job) {
        return WorkspaceScope.in(given.workspace(), () -> jobs.find(job).state());
    }
}
