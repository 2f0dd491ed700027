package io.diabolo.accounts;

import io.diabolo.rules.Rules;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where accounts and what is done with them stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class AccountNavigation {
    @Bean
    NavigationEntry accountsEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 17, "/accounts", "records.account.many");
    }

    @Bean
    NavigationEntry suggestedEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 18, "/suggestions", "records.suggestion.many");
    }

    @Bean
    NavigationEntry accountPlansEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 24, "/account-plans", "record.account_plan.many");
    }

    @Bean
    NavigationEntry objectivesEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 25, "/objectives", "record.account_objective.many");
    }

    @Bean
    NavigationEntry accountReviewsEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 26, "/account-reviews", "record.account_review.many");
    }

    @Bean
    NavigationEntry referralsEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 27, "/referrals", "record.referral.many");
    }

    @Bean
    NavigationEntry winBacksEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 28, "/win-backs", "record.win_back.many");
    }

    @Bean
    NavigationEntry allowancesEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 65, "/usage-allowances", "record.usage_allowance.many")
                .visibleTo(Rules::mayEdit);
    }
}
