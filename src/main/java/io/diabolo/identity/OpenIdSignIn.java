package io.diabolo.identity;

import io.diabolo.identity.OpenIdAnswer.Let;
import io.diabolo.identity.OpenIdAnswer.Refusal;
import io.diabolo.identity.OpenIdAnswer.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Coming back from the provider: with its word, and a session of ours follows; or without, and the sign-in says why. */
@Component
class OpenIdSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdSignIn.class);
    private final OpenIdProvider provider;
    private final OutsideSignIns members;
    private final Sessions sessions;
    private final Admission admission;

    OpenIdSignIn(OpenIdProvider provider, OutsideSignIns members, Sessions sessions, Admission admission) {
        this.provider = provider;
        this.members = members;
        this.sessions = sessions;
        this.admission = admission;
    }

    void addTo(HttpSecurity http) {
        if (!provider.isOn()) {
            return;
        }
        http.oauth2Login(login -> login.loginPage("/sign-in")
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new KeepsNothing())
                .authorizationEndpoint(way -> way.authorizationRequestResolver(provider))
                .redirectionEndpoint(way -> way.baseUri(OpenIdProvider.WAY_BACK + "/*"))
                .successHandler(this::back)
                .failureHandler(this::failed));
    }

    private void back(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (!(authentication.getPrincipal() instanceof OidcUser user) || user.getSubject() == null) {
            refuse(Refusal.FAILED, request, response);
            return;
        }
        var person = new OutsideSignIns.Person(
                Objects.toString(user.getIssuer()),
                Objects.requireNonNull(user.getSubject()),
                user.getEmail(),
                Boolean.TRUE.equals(user.getEmailVerified()),
                Objects.toString(user.getFullName(), ""));
        switch (members.enter(person)) {
            case Let(var member, var several) -> {
                var wanted = admission.wanted(request, response);
                sessions.begin(member, request, response);
                response.sendRedirect(several && wanted.equals("/") ? "/workspaces" : wanted);
            }
            case Refused(var why) -> refuse(why, request, response);
        }
    }

    /** Nothing of the provider's answer is told on: it is for whoever runs the server. */
    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        LOG.warn(
                "a sign-in at the OpenID provider failed: {}",
                e instanceof OAuth2AuthenticationException known
                        ? known.getError().getErrorCode()
                        : e.getClass().getSimpleName());
        refuse(Refusal.FAILED, request, response);
    }

    private static void refuse(Refusal why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect("/sign-in?refused=" + why.name().toLowerCase(Locale.ROOT));
    }

    /** The provider is asked who somebody is and nothing more, so its tokens are of no further use. */
    private static final class KeepsNothing implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request, HttpServletResponse response) {}
    }
}
