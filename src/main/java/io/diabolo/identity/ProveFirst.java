package io.diabolo.identity;

import io.diabolo.platform.NotAllowed;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** In a workspace that wants a second factor, who has none sees nothing but the page that sets one up. */
final class ProveFirst extends OncePerRequestFilter {
    private static final List<String> OPEN = List.of(
            "/profile/second-factor", "/sign-out", "/sign-in", "/workspaces", "/assets/", "/error", "/problems/");
    private final HandlerExceptionResolver problems;

    ProveFirst(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !EnterWorkspace.mustProve(request) || OPEN.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            problems.resolveException(request, response, null, new NotAllowed("second-factor"));
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/profile/second-factor");
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.sendRedirect("/profile/second-factor");
        }
    }
}
