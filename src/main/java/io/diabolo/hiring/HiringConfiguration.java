package io.diabolo.hiring;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Places;
import io.diabolo.configuration.SettingSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in each job description, and how long candidates are kept, as settings. */
@Configuration(proxyBeanMethods = false)
class HiringConfiguration {
    @Bean
    ConfigurationSection<HiringSettings.Settings> hiringSection(HiringSettings settings) {
        return new SettingSection<>(
                "hiring",
                70,
                HiringSettings.Settings.class,
                "hiring.changed",
                settings::present,
                (wanted, me) -> Places.named(
                        field -> field.replace("_fr", "_french").replace("_en", "_english"),
                        () -> settings.change(wanted, me)),
                HiringRights::hires);
    }
}
