package io.diabolo.directory;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where companies, people and tasks stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class DirectoryNavigation {
    @Bean
    NavigationEntry companiesEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 10, "/companies", "record.company.many")
                .letter("e");
    }

    @Bean
    NavigationEntry peopleEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 20, "/people", "record.person.many")
                .letter("p");
    }

    @Bean
    NavigationEntry duplicatesEntry() {
        return NavigationEntry.of(NavigationGroup.DATA, 70, "/duplicates", "duplicates.title");
    }

    @Bean
    NavigationEntry segmentsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 80, "/settings/segments", "segments.title")
                .visibleTo(Actor::administrator);
    }

    @Bean
    NavigationEntry tasksEntry() {
        return NavigationEntry.of(NavigationGroup.TOP, 20, "/tasks", "tasks.title")
                .letter("t");
    }
}
