package io.diabolo.clocks;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where working hours stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class ClockNavigation {
    @Bean
    NavigationEntry calendarEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 82, "/settings/calendar", "calendar.title")
                .visibleTo(Actor::administrator);
    }

    @Bean
    NavigationEntry hoursEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 12, "/hours", "hours.nav");
    }
}
