package io.diabolo.growth;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.SettingSection;
import io.diabolo.rules.Rules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When renewals begin, as a setting. */
@Configuration(proxyBeanMethods = false)
class GrowthConfiguration {
    /** @param daysAhead how many days before the last day of notice */
    record Renewals(int daysAhead) {}

    @Bean
    ConfigurationSection<Renewals> renewalSection(RenewalSettings settings) {
        return new SettingSection<>(
                "renewals",
                8,
                Renewals.class,
                "renewals.changed",
                () -> new Renewals(settings.get().daysAhead()),
                (wanted, me) -> settings.set(wanted.daysAhead(), null, me),
                Rules::mayEdit);
    }
}
