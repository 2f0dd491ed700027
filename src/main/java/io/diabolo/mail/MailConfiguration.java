package io.diabolo.mail;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.ItemValues;
import io.diabolo.configuration.RecordItems;
import io.diabolo.configuration.RecordSection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Templates of mails, as settings. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    ConfigurationSection<ItemValues> mailTemplateSection(MailTemplateType type, RecordItems items) {
        return new RecordSection(
                "mail_templates",
                42,
                type,
                List.of("subject_fr", "body_fr", "subject_en", "body_en"),
                _ -> true,
                items);
    }
}
