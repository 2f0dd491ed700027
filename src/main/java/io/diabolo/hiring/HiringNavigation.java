package io.diabolo.hiring;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where hiring stands in the navigation: behind the positions that it fills. */
@Configuration(proxyBeanMethods = false)
class HiringNavigation {
    @Bean
    NavigationEntry jobDescriptionsEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 40, "/job-descriptions", "record.job_description.many");
    }

    @Bean
    NavigationEntry candidatesEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 41, "/candidates", "record.candidate.many")
                .visibleTo(HiringRights::hires);
    }

    @Bean
    NavigationEntry interviewsEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 42, "/interviews", "record.interview.many");
    }

    @Bean
    NavigationEntry hiringSettingsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 75, "/settings/hiring", "hiring.settings")
                .visibleTo(HiringRights::hires);
    }
}
