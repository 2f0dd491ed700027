package io.diabolo.organisation;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.ItemValues;
import io.diabolo.configuration.Places;
import io.diabolo.configuration.RecordItems;
import io.diabolo.configuration.RecordSection;
import io.diabolo.configuration.SettingSection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Roles of one's own and what capacity is computed from, as settings. */
@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {
    /** @param values by name, as far as somebody typed them in */
    record Said(Map<String, Double> values) {}

    @Bean
    ConfigurationSection<Said> assumptionSection(Assumed assumed) {
        return new SettingSection<>(
                "assumptions",
                16,
                Said.class,
                "assumptions.changed",
                () -> new Said(new TreeMap<>(assumed.get().typed())),
                (wanted, me) -> Places.named(
                        field -> "values." + field, () -> assumed.type(new TreeMap<>(wanted.values()), null, me)),
                PositionRights::mayChange);
    }

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
