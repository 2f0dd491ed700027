package io.diabolo.automation;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where automations, their log and webhooks stand in the navigation of those whose they are. */
@Configuration(proxyBeanMethods = false)
class AutomationNavigation {
    @Bean
    NavigationEntry automationsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 40, "/automations", "automation.many")
                .visibleTo(AutomationRights::may);
    }

    @Bean
    NavigationEntry automationRunsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 41, "/automation-runs", "automation.runs")
                .visibleTo(AutomationRights::may);
    }

    @Bean
    NavigationEntry webhooksEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 42, "/webhooks", "webhook.many")
                .visibleTo(AutomationRights::may);
    }
}
