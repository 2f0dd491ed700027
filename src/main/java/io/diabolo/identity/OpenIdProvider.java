package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * The provider, asked for its addresses when somebody first wants to go there and not at the start: Diabolo must come up
 * without it.
 */
@Component
class OpenIdProvider implements ClientRegistrationRepository, OAuth2AuthorizationRequestResolver {
    static final String ID = "openid";
    /** Where the browser is sent away, and where it comes back to. */
    static final String WAY_OUT = "/sign-in/with";

    static final String WAY_BACK = "/sign-in/return";
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdProvider.class);

    private final OpenIdSettings settings;
    private final String publicUrl;
    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private volatile @Nullable ClientRegistration found;

    OpenIdProvider(OpenIdSettings settings, @Value("${diabolo.public-url:}") String publicUrl) {
        this.settings = settings;
        this.publicUrl = publicUrl.strip().replaceFirst("/$", "");
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(this, WAY_OUT);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    boolean isOn() {
        return settings.isOn();
    }

    /** Null for another name, and while the provider can't be reached. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!ID.equals(id) || !settings.isOn()) {
            return null;
        }
        var known = found;
        if (known != null) {
            return known;
        }
        try {
            known = ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .scope("openid", "email", "profile")
                    .redirectUri((publicUrl.isEmpty() ? "{baseUrl}" : publicUrl) + WAY_BACK + "/{registrationId}")
                    .build();
            found = known;
            return known;
        } catch (RuntimeException e) {
            LOG.warn("the OpenID provider can't be reached: {}", e.getMessage());
            return null;
        }
    }

    /** Null lets the request go on to the page that says why nobody was sent away. */
    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return request.getRequestURI().equals(WAY_OUT + "/" + ID) && findByRegistrationId(ID) != null
                ? requests.resolve(request)
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
        return findByRegistrationId(id) == null ? null : requests.resolve(request, id);
    }
}
