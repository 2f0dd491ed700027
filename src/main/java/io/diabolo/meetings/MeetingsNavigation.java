package io.diabolo.meetings;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where meetings stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class MeetingsNavigation {
    @Bean
    NavigationEntry meetingsEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 25, "/meetings", "record.meeting.many")
                .letter("m");
    }

    @Bean
    NavigationEntry availabilityEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 15, "/availability", "availability.title");
    }
}
