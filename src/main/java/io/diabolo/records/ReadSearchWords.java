package io.diabolo.records;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps the words among which a search looks for what was mistyped. Writers only note what they wrote; it is read a moment
 * later and all at once, so that nobody who writes waits for anybody else's word.
 */
@Configuration(proxyBeanMethods = false)
class ReadSearchWords {
    @Bean
    RecurringTask<Void> readSearchWordsTask(ObjectProvider<DSLContext> sql) {
        return Tasks.recurring("read-search-words", FixedDelay.ofSeconds(10)).execute((_, _) -> {
            // Each call is a transaction of its own.
            while (sql.getObject().fetchSingle("select read_search_words()").get(0, Boolean.class)) {
                Thread.onSpinWait();
            }
        });
    }

    @Bean
    RecurringTask<Void> recountSearchWordsTask(ObjectProvider<DSLContext> sql) {
        return Tasks.recurring("recount-search-words", FixedDelay.of(Duration.ofDays(7)))
                .execute((_, _) -> sql.getObject().execute("select recount_search_words()"));
    }
}
