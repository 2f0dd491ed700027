package io.diabolo.records;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the change log, the exports and the bin stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class RecordNavigation {
    @Bean
    NavigationEntry changesEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 80, "/changes", "changes.title");
    }

    @Bean
    NavigationEntry exportsEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 85, "/exports", "exports.title");
    }

    @Bean
    NavigationEntry binEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 90, "/bin", "bin.title");
    }
}
