package io.diabolo.prospecting;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.ItemValues;
import io.diabolo.configuration.RecordItems;
import io.diabolo.configuration.RecordSection;
import io.diabolo.configuration.SettingSection;
import io.diabolo.rules.Rules;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom the team looks for, as settings. */
@Configuration(proxyBeanMethods = false)
class ProspectingConfiguration {
    @Bean
    ConfigurationSection<ItemValues> prioritySection(PriorityType type, RecordItems items) {
        var fields = List.of("importance", "segment", "territory", "product", "starts_on", "ends_on", "note");
        return new RecordSection("priorities", 43, type, fields, Rules::mayEdit, items);
    }

    @Bean
    ConfigurationSection<ItemValues> profileSection(ProfileType type, RecordItems items) {
        var fields = List.of("priority", "companies", "people", "note");
        return new RecordSection("target_profiles", 44, type, fields, _ -> true, items);
    }

    @Bean
    ConfigurationSection<ProspectingSettings.Setting> claimSection(ProspectingSettings settings) {
        return new SettingSection<>(
                "prospecting",
                7,
                ProspectingSettings.Setting.class,
                "prospecting.changed",
                settings::get,
                settings::set,
                Rules::mayEdit);
    }
}
