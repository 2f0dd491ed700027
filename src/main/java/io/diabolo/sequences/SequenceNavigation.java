package io.diabolo.sequences;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where sequences stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class SequenceNavigation {
    @Bean
    NavigationEntry sequencesEntry() {
        return NavigationEntry.of(NavigationGroup.ACQUIRE, 24, "/sequences", "sequence.many");
    }
}
