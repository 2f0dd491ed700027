package io.diabolo.identity;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The organisation's own sign-in, by OpenID Connect; none unless issuer and client are named.
 *
 * @param label what stands on its button
 * @param domains addresses of which domains may come in; all when empty
 * @param newMemberRole who isn't a member yet becomes one with this role; nobody does when it is empty, or without domains
 */
@ConfigurationProperties("diabolo.oidc")
record OpenIdSettings(
        String issuer, String clientId, String clientSecret, String label, List<String> domains, String newMemberRole) {
    OpenIdSettings {
        label = label.isBlank() ? "OpenID Connect" : label;
        domains = domains.stream()
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .toList();
    }

    boolean isOn() {
        return !issuer.isBlank() && !clientId.isBlank();
    }

    /** @param email as {@link Emails#normal} writes it */
    boolean lets(String email) {
        return domains.isEmpty() || domains.contains(email.substring(email.indexOf('@') + 1));
    }

    /** A provider that anybody can join would make anybody a member: so only with domains. */
    boolean takesNewMembers() {
        return !domains.isEmpty() && SalesRoles.IDS.contains(newMemberRole);
    }

    /** Without the secret, so that it gets into no log. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + "]";
    }
}
