package io.diabolo.acquisition;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Forgets visits of people who never said who they are after thirteen months, the limit of the French authority for marks of
 * visitors, and after a year what was held or never confirmed.
 */
@Configuration(proxyBeanMethods = false)
class ForgetStrangers {
    private static final Period VISITS = Period.ofMonths(13);
    private static final Period HELD = Period.ofMonths(12);

    @Bean
    RecurringTask<Void> forgetStrangersTask(ObjectProvider<DSLContext> sql, Clock clock) {
        return Tasks.recurring("forget-strangers", FixedDelay.ofHours(12)).execute((_, _) -> {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            sql.getObject()
                    .fetch(
                            "select forget_strangers(cast(? as timestamptz), cast(? as timestamptz), cast(? as timestamptz))",
                            now.minus(VISITS),
                            now.minus(HELD),
                            now.minusDays(1));
        });
    }
}
