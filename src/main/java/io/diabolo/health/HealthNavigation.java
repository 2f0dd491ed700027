package io.diabolo.health;

import io.diabolo.rules.Rules;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the health of customers and the playbooks stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class HealthNavigation {
    @Bean
    NavigationEntry healthEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 24, "/customers/health", "health.title");
    }

    @Bean
    NavigationEntry playbooksEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 67, "/settings/playbooks", "playbook.title")
                .visibleTo(Rules::mayEdit);
    }
}
