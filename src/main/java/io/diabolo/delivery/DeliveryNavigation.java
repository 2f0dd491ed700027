package io.diabolo.delivery;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where orders, contracts and onboardings stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class DeliveryNavigation {
    @Bean
    NavigationEntry ordersEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 10, "/orders", "record.sales_order.many");
    }

    @Bean
    NavigationEntry contractsEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 20, "/contracts", "record.contract.many");
    }

    @Bean
    NavigationEntry onboardingsEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 15, "/onboardings", "record.onboarding.many");
    }

    @Bean
    NavigationEntry onboardingTemplatesEntry() {
        return NavigationEntry.of(
                        NavigationGroup.SETTINGS, 64, "/onboarding-templates", "record.onboarding_template.many")
                .visibleTo(OnboardingTemplates::mayEdit);
    }

    @Bean
    NavigationEntry capacityEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 16, "/onboardings/capacity", "capacity.title");
    }
}
