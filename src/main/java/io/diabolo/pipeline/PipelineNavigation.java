package io.diabolo.pipeline;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the settings of pipelines stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class PipelineNavigation {
    @Bean
    NavigationEntry pipelinesEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 66, "/settings/pipelines", "pipeline.settings")
                .visibleTo(Pipelines::mayEdit);
    }

    @Bean
    NavigationEntry reasonsEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 67, "/settings/reasons", "reasons.title")
                .visibleTo(Reasons::mayEdit);
    }
}
