package io.diabolo.prospecting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service of the operator's choice that knows more of companies and people, by configuration.
 *
 * @param url where questions are posted as JSON; empty: none is asked
 * @param name as members read it beside a value
 * @param header the request header that carries {@code secret}
 * @param allowPrivate whether it may stand in the operator's own network, and be spoken to without encryption
 */
@ConfigurationProperties("diabolo.enrichment")
record ProviderSettings(
        @DefaultValue("") String url,
        @DefaultValue("provider") String name,
        @DefaultValue("Authorization") String header,
        @Nullable String secret,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("false") boolean allowPrivate) {
    boolean isThere() {
        return !url.isBlank();
    }
}
