package io.diabolo.meetings;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.SettingSection;
import io.diabolo.platform.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who holds the discovery meeting, as a setting. */
@Configuration(proxyBeanMethods = false)
class MeetingConfiguration {
    record Discovery(String discoveryBy) {}

    @Bean
    ConfigurationSection<Discovery> discoverySection(MeetingSettings settings) {
        return new SettingSection<>(
                "meetings",
                9,
                Discovery.class,
                "meetings.changed",
                () -> new Discovery(settings.discoveryBy()),
                (wanted, me) -> settings.change(wanted.discoveryBy(), me),
                me -> me.administrator() && me.scope().includes(Scope.ADMIN));
    }
}
