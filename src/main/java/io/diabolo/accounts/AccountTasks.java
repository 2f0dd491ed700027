package io.diabolo.accounts;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.journey.HandoffAccepted;
import io.diabolo.platform.WorkspaceScope;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeping accounts counted and looking what could be done with them, on one node. */
@Configuration(proxyBeanMethods = false)
class AccountTasks {
    private static final Logger LOG = LoggerFactory.getLogger(AccountTasks.class);

    @Bean
    RecurringTask<Void> lookAtAccountsTask(EachWorkspace each, ObjectProvider<Look> look) {
        return Tasks.recurring("look-at-accounts", FixedDelay.ofMinutes(15))
                .execute((_, _) -> each.run(
                        "the accounts of a workspace could not be looked at",
                        () -> look.getObject().here()));
    }

    /** All that is looked at in a workspace, each in a transaction of its own. */
    @Component
    static class Look {
        private final CountAccounts counting;
        private final FindSponsors sponsors;
        private final FindSuggestions suggestions;
        private final WinBacks winBacks;

        Look(CountAccounts counting, FindSponsors sponsors, FindSuggestions suggestions, WinBacks winBacks) {
            this.counting = counting;
            this.sponsors = sponsors;
            this.suggestions = suggestions;
            this.winBacks = winBacks;
        }

        /** What fails doesn't hold up the rest; it is tried again. */
        void here() {
            attempt(counting::all);
            attempt(winBacks::list);
            attempt(winBacks::returned);
            attempt(suggestions::expire);
            attempt(sponsors::look);
            attempt(winBacks::due);
            attempt(suggestions::look);
        }

        private static void attempt(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("the accounts of a workspace could not be looked at", e);
            }
        }
    }

    /** Who took a customer over is its contact at once, and not a quarter of an hour later. */
    @Component
    static class FollowHandoff {
        private final CountAccounts counting;

        FollowHandoff(CountAccounts counting) {
            this.counting = counting;
        }

        @ApplicationModuleListener
        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        void on(HandoffAccepted event) {
            if (event.subjectType().equals("company")) {
                WorkspaceScope.run(event.workspace(), () -> counting.of(List.of(event.subject())));
            }
        }
    }
}
