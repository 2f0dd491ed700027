package io.diabolo.accounts;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.ItemValues;
import io.diabolo.configuration.RecordItems;
import io.diabolo.configuration.RecordSection;
import io.diabolo.rules.Rules;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What comes with a product, as a setting. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    @Bean
    ConfigurationSection<ItemValues> allowanceSection(AllowanceType type, RecordItems items) {
        return new RecordSection(
                "usage_allowances", 47, type, List.of("product", "feature", "per_unit"), Rules::mayEdit, items);
    }
}
