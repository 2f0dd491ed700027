package io.diabolo.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.CompletedEventPublications;
import org.springframework.modulith.events.IncompleteEventPublications;

/**
 * Gives events again to listeners that didn't finish with them, and forgets the finished ones. A task of the database, so
 * that one node does it; at start alone it would assume that there is only one.
 */
@Configuration(proxyBeanMethods = false)
class ResubmitEvents {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Bean
    RecurringTask<Void> resubmitEventsTask(
            ObjectProvider<IncompleteEventPublications> incomplete,
            ObjectProvider<CompletedEventPublications> completed) {
        return Tasks.recurring("resubmit-events", FixedDelay.of(PATIENCE)).execute((_, _) -> {
            incomplete.ifAvailable(publications -> publications.resubmitIncompletePublicationsOlderThan(PATIENCE));
            completed.ifAvailable(publications -> publications.deletePublicationsOlderThan(PATIENCE));
        });
    }
}
