package io.diabolo.sheets;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where sheets stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class SheetsNavigation {
    @Bean
    NavigationEntry sheetsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 65, "/settings/sheets", "sheet.settings")
                .visibleTo(SheetTemplates::isEditor);
    }
}
