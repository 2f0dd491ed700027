package io.diabolo.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets sign-in attempts and one-time links that nobody can use any more. */
@Configuration(proxyBeanMethods = false)
class ForgetPastAccess {
    private static final Duration KEPT = Duration.ofDays(1);

    @Bean
    RecurringTask<Void> forgetPastAccessTask(ObjectProvider<AccountStore> accounts, Clock clock) {
        return Tasks.recurring("forget-past-access", FixedDelay.ofHours(1))
                .execute((_, _) ->
                        accounts.getObject().forgetPastAccess(clock.instant().minus(KEPT)));
    }
}
