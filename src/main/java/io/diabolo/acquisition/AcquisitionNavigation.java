package io.diabolo.acquisition;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where campaigns, assets and forms stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class AcquisitionNavigation {
    @Bean
    NavigationEntry campaignsEntry() {
        return NavigationEntry.of(NavigationGroup.ATTRACT, 50, "/campaigns", "record.campaign.many");
    }

    @Bean
    NavigationEntry assetsEntry() {
        return NavigationEntry.of(NavigationGroup.ATTRACT, 52, "/marketing-assets", "record.asset.many");
    }

    @Bean
    NavigationEntry experimentsEntry() {
        return NavigationEntry.of(NavigationGroup.ATTRACT, 58, "/experiments/board", "record.experiment.many");
    }

    @Bean
    NavigationEntry attributionEntry() {
        return NavigationEntry.of(NavigationGroup.ATTRACT, 56, "/attribution", "attribution.title");
    }

    @Bean
    NavigationEntry formsEntry() {
        return NavigationEntry.of(NavigationGroup.ATTRACT, 54, "/forms", "record.form.many");
    }
}
