package io.diabolo.deals;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where what is found out about sales stands in the navigation. */
@Configuration(proxyBeanMethods = false)
class DealsNavigation {
    @Bean
    NavigationEntry competitionEntry() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 60, "/competition", "competition.title");
    }

    @Bean
    NavigationEntry stakeholdersEntry() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 50, "/stakeholders", "record.stakeholder.many");
    }

    @Bean
    NavigationEntry competitorsEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 35, "/competitors", "record.competitor.many");
    }
}
