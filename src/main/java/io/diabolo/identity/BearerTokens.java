package io.diabolo.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who calls the API: the owner of the bearer token. A session counts only to read, from a page of this Diabolo; so that
 * the API needs no CSRF token.
 */
final class BearerTokens extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    BearerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            // A bad token isn't made good by a session beside it.
            var owner =
                    tokens.owner(new Secret(header.substring(SCHEME.length()).strip()));
            enter(owner == null ? null : UsernamePasswordAuthenticationToken.authenticated(owner, null, List.of()));
        } else if (!maySession(request)) {
            enter(null);
        }
        chain.doFilter(request, response);
    }

    private static boolean maySession(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reads && (site == null || site.equals("same-origin") || site.equals("none"));
    }

    private static void enter(@org.jspecify.annotations.Nullable Authentication authentication) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
