package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/**
 * Lets in who knows their password, at once or after a second step. Between the two a session knows who is expected and
 * opens nothing.
 */
@Component
class Admission {
    private static final String EXPECTED = "diabolo.expected";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RequestCache returnTo = SecurityConfiguration.returnTo();
    private final SecondFactors factors;
    private final Sessions sessions;
    private final Clock clock;

    Admission(SecondFactors factors, Sessions sessions, Clock clock) {
        this.factors = factors;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** @param path where they wanted to go */
    record Expected(SessionMember member, String path, Instant until) implements Serializable {}

    /** @return where they go now */
    String afterPassword(SessionMember member, String path, HttpServletRequest request, HttpServletResponse response) {
        var account = member.account();
        if (account == null || !factors.isOn(account)) {
            sessions.begin(member, request, response);
            return path;
        }
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var until = clock.instant().plus(PATIENCE);
        request.getSession(true).setAttribute(EXPECTED, new Expected(member, path, until));
        return "/sign-in/second-factor";
    }

    /** Who has shown their password and not yet their second factor; null when nobody, or too long ago. */
    @Nullable
    Expected expected(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(EXPECTED) instanceof Expected expected
                        && clock.instant().isBefore(expected.until())
                ? expected
                : null;
    }

    /** The page that was asked for before; only its path, so that it is one of ours. */
    String wanted(HttpServletRequest request, HttpServletResponse response) {
        var saved = returnTo.getRequest(request, response);
        if (saved == null) {
            return "/";
        }
        var url = URI.create(saved.getRedirectUrl());
        @Nullable String query = url.getRawQuery();
        // Spring marks a request that comes back; nobody here asks for the mark.
        var asked = query == null ? "" : query.replaceFirst("(^|&)continue$", "");
        return url.getRawPath() + (asked.isEmpty() ? "" : "?" + asked);
    }
}
