package io.diabolo.support;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.ItemValues;
import io.diabolo.configuration.RecordItems;
import io.diabolo.configuration.RecordSection;
import io.diabolo.configuration.SettingSection;
import io.diabolo.platform.Scope;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Support's records that are settings: what is promised, and ready answers. */
@Configuration(proxyBeanMethods = false)
class SupportConfiguration {
    /** The mailbox and the public pages' key are this workspace's own. */
    record Answering(boolean acknowledges, boolean rates, int closeDays) {}

    @Bean
    ConfigurationSection<Answering> answeringSection(SupportSettings settings) {
        return new SettingSection<>(
                "support",
                39,
                Answering.class,
                "support.changed",
                () -> {
                    var present = settings.get();
                    return new Answering(present.acknowledges(), present.rates(), present.closeDays());
                },
                (wanted, me) -> settings.save(
                        new SupportSettings.Wanted(
                                null,
                                wanted.acknowledges(),
                                wanted.rates(),
                                wanted.closeDays(),
                                settings.get().publicKey() != null),
                        null,
                        me),
                me -> me.administrator() && me.scope().includes(Scope.ADMIN));
    }

    @Bean
    ConfigurationSection<ItemValues> slaSection(SlaPolicyType type, RecordItems items) {
        var fields = List.of(
                "position", "segment", "contract", "priority", "first_minutes", "next_minutes", "resolution_hours");
        return new RecordSection("sla_policies", 40, type, fields, SupportRights::mayLead, items);
    }

    @Bean
    ConfigurationSection<ItemValues> macroSection(MacroType type, RecordItems items) {
        return new RecordSection(
                "ready_answers",
                41,
                type,
                List.of("body", "sets_status", "sets_priority"),
                SupportRights::mayLead,
                items);
    }
}
