package io.diabolo.offers;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where products, prices and quotes stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class ProductNavigation {
    @Bean
    NavigationEntry productsEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 30, "/products", "record.product.many")
                .letter("");
    }

    @Bean
    NavigationEntry priceListsEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 31, "/price-lists", "record.price_list.many");
    }

    @Bean
    NavigationEntry quotesEntry() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 30, "/quotes", "record.quote.many");
    }

    @Bean
    NavigationEntry promisesEntry() {
        return NavigationEntry.of(NavigationGroup.GROW, 30, "/promises", "record.promise.many");
    }

    @Bean
    NavigationEntry approvalsEntry() {
        return NavigationEntry.of(NavigationGroup.CONVERT, 31, "/approvals", "approval.title")
                .visibleTo(me -> me.administrator() || me.roles().stream().anyMatch(ApprovalRules.ROLES::contains));
    }

    @Bean
    NavigationEntry offerSettingsEntry() {
        return NavigationEntry.of(NavigationGroup.TEAM, 76, "/settings/offers", "seller.title")
                .visibleTo(Sellers::mayEdit);
    }
}
