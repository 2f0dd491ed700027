package io.diabolo.mail;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where mail stands in the navigation. */
@Configuration(proxyBeanMethods = false)
class MailNavigation {
    @Bean
    NavigationEntry mailTemplatesEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 50, "/mail-templates", "record.mail_template.many");
    }

    @Bean
    NavigationEntry mailboxEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 15, "/profile/mailbox", "mailbox.title");
    }

    @Bean
    NavigationEntry mailboxesEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 75, "/settings/mailboxes", "mailboxes.title")
                .visibleTo(Actor::administrator);
    }
}
