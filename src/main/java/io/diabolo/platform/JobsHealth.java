package io.diabolo.platform;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether this node looks for jobs: it does so each second, and can't without its database. */
@Configuration(proxyBeanMethods = false)
class JobsHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    Polls jobPolls(Clock clock) {
        return new Polls(clock);
    }

    @Bean
    HealthIndicator jobsHealthIndicator(Polls polls, Clock clock) {
        return () -> {
            var last = polls.last;
            return last != null && last.plus(PATIENCE).isAfter(clock.instant())
                    ? Health.up().build()
                    : Health.down().build();
        };
    }

    static final class Polls extends AbstractSchedulerListener {
        private final Clock clock;
        private volatile @Nullable Instant last;

        Polls(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void onSchedulerEvent(SchedulerEventType event) {
            if (event == SchedulerEventType.RAN_EXECUTE_DUE) {
                last = clock.instant();
            }
        }
    }
}
