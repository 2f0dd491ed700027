package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the change log, the exports, the bin and the added fields stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class RecordNavigation {
    @Bean
    NavigationEntry changesEntry() {
        return NavigationEntry.of(NavigationGroup.DATA, 87, "/changes", "changes.title");
    }

    @Bean
    NavigationEntry exportsEntry() {
        return NavigationEntry.of(NavigationGroup.DATA, 85, "/exports", "exports.title");
    }

    @Bean
    NavigationEntry customFieldsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 80, "/settings/fields", "fields.title")
                .visibleTo(Actor::administrator);
    }

    @Bean
    NavigationEntry binEntry() {
        return NavigationEntry.of(NavigationGroup.DATA, 90, "/bin", "bin.title");
    }
}
