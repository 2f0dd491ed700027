package io.diabolo.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Shows the demo to who started it, without a password: from the same machine, as the sales manager. */
final class DemoSignIn extends OncePerRequestFilter {
    private final Demo demo;
    private final Sessions sessions;

    DemoSignIn(Demo demo, Sessions sessions) {
        this.demo = demo;
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET")
                || !Loopback.is(request)
                || request.getRequestURI().startsWith("/assets/")
                || request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            var manager = demo.manager();
            if (manager != null) {
                sessions.begin(manager, request, response);
            }
        }
        chain.doFilter(request, response);
    }
}
