package io.diabolo.organisation;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the organisation stands in the navigation: in front of its roles and members; its questions among the settings. */
@Configuration(proxyBeanMethods = false)
class OrganisationNavigation {
    @Bean
    NavigationEntry organisationEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 3, "/organisation", "organisation.title");
    }

    @Bean
    NavigationEntry questionsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 4, "/organisation/questions", "questions.title")
                .visibleTo(me -> me.administrator());
    }
}
