package io.diabolo.pipeline;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where opportunities stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class OpportunityNavigation {
    @Bean
    NavigationEntry opportunitiesEntry() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 10, "/opportunities", "record.opportunity.many")
                .letter("o");
    }
}
