package io.diabolo.support;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where tickets and the knowledge base stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class SupportNavigation {
    @Bean
    NavigationEntry ticketsEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 60, "/tickets", "record.ticket.many");
    }

    @Bean
    NavigationEntry articlesEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 62, "/articles", "record.article.many");
    }

    @Bean
    NavigationEntry supportSettingsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 66, "/settings/support", "support.settings");
    }

    @Bean
    NavigationEntry slaPoliciesEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 67, "/sla-policies", "record.sla_policy.many")
                .visibleTo(SupportRights::mayLead);
    }

    @Bean
    NavigationEntry macrosEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 68, "/macros", "record.macro.many")
                .visibleTo(SupportRights::mayAnswer);
    }
}
