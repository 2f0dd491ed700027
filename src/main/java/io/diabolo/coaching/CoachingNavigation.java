package io.diabolo.coaching;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where coaching notes stand in the navigation: behind the targets, for who writes them and for who is spoken of. */
@Configuration(proxyBeanMethods = false)
class CoachingNavigation {
    @Bean
    NavigationEntry coachingEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 16, "/coaching-notes", "record.coaching_note.many");
    }
}
