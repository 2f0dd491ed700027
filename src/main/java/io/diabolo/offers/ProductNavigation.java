package io.diabolo.offers;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where products stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class ProductNavigation {
    @Bean
    NavigationEntry productsEntry() {
        return NavigationEntry.of(NavigationGroup.FILE, 30, "/products", "record.product.many")
                .letter("");
    }
}
