package io.diabolo.privacy;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where erasures and retention stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class PrivacyNavigation {
    @Bean
    NavigationEntry erasuresEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 90, "/erasures", "privacy.erasures")
                .visibleTo(Actor::administrator);
    }

    @Bean
    NavigationEntry retentionEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 100, "/retention", "retention.title")
                .visibleTo(Actor::administrator);
    }
}
