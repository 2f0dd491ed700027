package io.diabolo.qualification;

import io.diabolo.rules.Rules;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where leads stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class LeadNavigation {
    @Bean
    NavigationEntry leadsEntry() {
        return NavigationEntry.of(NavigationGroup.ACQUIRE, 20, "/leads", "record.lead.many")
                .letter("l");
    }

    @Bean
    NavigationEntry takersEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 62, "/settings/takers", "takers.title")
                .visibleTo(Rules::mayEdit);
    }
}
