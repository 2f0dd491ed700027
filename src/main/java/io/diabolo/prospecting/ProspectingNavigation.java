package io.diabolo.prospecting;

import io.diabolo.records.JobPlace;
import io.diabolo.rules.Rules;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where prospecting stands in the navigation. */
@Configuration(proxyBeanMethods = false)
class ProspectingNavigation {
    @Bean
    NavigationEntry profilesEntry() {
        return NavigationEntry.of(NavigationGroup.ACQUIRE, 30, "/target-profiles", "records.target_profile.many");
    }

    @Bean
    NavigationEntry listsEntry() {
        return NavigationEntry.of(NavigationGroup.ACQUIRE, 32, "/lists", "records.target_list.many");
    }

    @Bean
    NavigationEntry prioritiesEntry() {
        return NavigationEntry.of(NavigationGroup.ACQUIRE, 34, "/priorities", "records.priority.many");
    }

    @Bean
    NavigationEntry prospectingSettingsEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 64, "/settings/prospecting", "prospecting.settings")
                .visibleTo(Rules::mayEdit);
    }

    @Bean
    JobPlace enrichment() {
        return new JobPlace(EnrichWork.KIND, job -> "/" + job.title());
    }

    @Bean
    JobPlace leadsOfList() {
        return new JobPlace(ListLeadsWork.KIND, _ -> "/lists");
    }
}
