package io.diabolo.growth;

import io.diabolo.rules.Rules;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where renewals and the health of accounts stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class GrowthNavigation {
    @Bean
    NavigationEntry renewalsEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 22, "/renewals", "renewal.title");
    }

    @Bean
    NavigationEntry renewalSettingsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 66, "/settings/renewals", "renewal.settings")
                .visibleTo(Rules::mayEdit);
    }
}
