package io.diabolo.privacy;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.SettingSection;
import io.diabolo.platform.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long prospects are kept, as a setting. Whether the night erases isn't: each workspace switches that on itself. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
    record Kept(int months) {}

    @Bean
    ConfigurationSection<Kept> retentionSection(Retention retention) {
        return new SettingSection<>(
                "retention",
                71,
                Kept.class,
                "retention.changed",
                () -> new Kept(retention.present().months()),
                (wanted, me) ->
                        retention.change(wanted.months(), retention.present().active(), me),
                me -> me.administrator() && me.scope().includes(Scope.ADMIN));
    }
}
