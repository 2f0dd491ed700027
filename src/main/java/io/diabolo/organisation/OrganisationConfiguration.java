package io.diabolo.organisation;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.ItemValues;
import io.diabolo.configuration.RecordItems;
import io.diabolo.configuration.RecordSection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Roles of one's own, as settings. */
@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {
    @Bean
    ConfigurationSection<ItemValues> ownRoleSection(OwnRoleType type, RecordItems items) {
        return new RecordSection(
                "own_roles",
                15,
                type,
                List.of("based_on", "replaces", "stages", "channels", "note"),
                PositionRights::mayChange,
                items);
    }
}
