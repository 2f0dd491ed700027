package io.diabolo.prospecting;

import io.diabolo.platform.Texts;
import io.diabolo.records.JobPlace;
import io.diabolo.rules.Rules;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.PaletteItem;
import io.diabolo.web.PaletteSource;
import java.util.List;
import java.util.Locale;
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
        return NavigationEntry.of(NavigationGroup.TEAM, 64, "/settings/prospecting", "prospecting.settings")
                .visibleTo(Rules::mayEdit);
    }

    @Bean
    PaletteSource newProfileAction(Texts texts) {
        return (actor, q, _) -> {
            var label = texts.text(actor.locale(), "records.target_profile.new");
            return label.toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT))
                    ? List.of(PaletteItem.of("prospecting.action", label, "", "/target-profiles/new"))
                    : List.of();
        };
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
