package io.diabolo.platform;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives up the bytes of uploads, exports and lists of rejected rows once nothing they did can be taken back any more. */
@Configuration(proxyBeanMethods = false)
class ExpireFiles {
    private static final Duration KEPT = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> expireFilesTask(ObjectProvider<DSLContext> sql, Clock clock) {
        return Tasks.recurring("expire-files", FixedDelay.ofHours(6)).execute((_, _) -> {
            var now = clock.instant();
            sql.getObject()
                    .fetch(
                            "select expire_files(cast(? as timestamptz), cast(? as timestamptz))",
                            now.minus(KEPT).atOffset(ZoneOffset.UTC),
                            now.atOffset(ZoneOffset.UTC));
        });
    }
}
