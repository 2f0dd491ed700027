package io.diabolo.offers;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.SettingSection;
import io.diabolo.platform.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands on quotes: who sells, on which terms, in which colour. The logo is a picture, and goes by hand. */
@Configuration(proxyBeanMethods = false)
class QuoteSection {
    record Said(
            String name,
            String legalForm,
            String address,
            String siren,
            String registry,
            String vatNumber,
            String email,
            String phone,
            String payment,
            String termsFr,
            String termsEn,
            boolean vatExempt,
            int validityDays,
            int rateDays,
            String colour,
            String numberPrefix) {}

    @Bean
    ConfigurationSection<Said> quotesSection(Sellers sellers) {
        return new SettingSection<>(
                "quotes",
                48,
                Said.class,
                "seller.updated",
                () -> said(sellers.seller()),
                (wanted, me) -> save(wanted, sellers, me),
                Sellers::mayEdit);
    }

    private static @Nullable Said said(Seller present) {
        return present.version() == 0
                ? null
                : new Said(
                        present.name(),
                        present.legalForm(),
                        present.address(),
                        present.siren(),
                        present.registry(),
                        present.vatNumber(),
                        present.email(),
                        present.phone(),
                        present.payment(),
                        present.termsFr(),
                        present.termsEn(),
                        present.vatExempt(),
                        present.validityDays(),
                        present.rateDays(),
                        present.brand().colour(),
                        present.brand().prefix());
    }

    private static void save(Said wanted, Sellers sellers, Actor me) {
        sellers.save(
                new Seller(
                        wanted.name(),
                        wanted.legalForm(),
                        wanted.address(),
                        wanted.siren(),
                        wanted.registry(),
                        wanted.vatNumber(),
                        wanted.email(),
                        wanted.phone(),
                        wanted.payment(),
                        wanted.termsFr(),
                        wanted.termsEn(),
                        wanted.vatExempt(),
                        wanted.validityDays(),
                        new Brand("", wanted.colour(), wanted.numberPrefix()),
                        wanted.rateDays(),
                        sellers.seller().version()),
                me);
    }
}
