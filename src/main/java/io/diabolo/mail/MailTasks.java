package io.diabolo.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sending every few seconds, telling and reading every minute, each on one node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailTasks {
    @Bean
    RecurringTask<Void> sendMailsTask(ObjectProvider<SendMails> mails, Clock time) {
        return Tasks.recurring("send-mails", FixedDelay.ofSeconds(3))
                .execute((_, _) -> mails.getObject().everywhere(time.instant()));
    }

    @Bean
    RecurringTask<Void> sendNoticesTask(ObjectProvider<SendNotices> notices, Clock time) {
        return Tasks.recurring("send-notices", FixedDelay.ofSeconds(30))
                .execute((_, _) -> notices.getObject().everywhere(time.instant()));
    }

    @Bean
    RecurringTask<Void> syncMailboxesTask(ObjectProvider<SyncMailboxes> mailboxes, Clock time) {
        return Tasks.recurring("sync-mailboxes", FixedDelay.ofSeconds(15))
                .execute((_, _) -> mailboxes.getObject().everywhere(time.instant()));
    }
}
