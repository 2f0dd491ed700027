package io.diabolo.rules;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where rules stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class RulesNavigation {
    @Bean
    NavigationEntry rulesEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 60, "/settings/rules", "rules.title")
                .visibleTo(Rules::mayEdit);
    }
}
