package io.diabolo.calls;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.SettingSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the team says on the phone, as a setting. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration {
    record Script(String text) {}

    @Bean
    ConfigurationSection<Script> callScriptSection(CallDesk desk) {
        return new SettingSection<>(
                "call_script",
                46,
                Script.class,
                "call-script.changed",
                () -> new Script(desk.script()),
                (wanted, me) -> desk.write(wanted.text(), me),
                me -> me.administrator() || me.roles().contains("manager"));
    }
}
