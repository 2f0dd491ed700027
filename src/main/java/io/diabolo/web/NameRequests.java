package io.diabolo.web;

import io.diabolo.platform.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request its name before anybody can log about it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NameRequests extends OncePerRequestFilter {
    private static final String ID = RequestId.class.getName();

    static String of(HttpServletRequest request) {
        return request.getAttribute(ID) instanceof String id ? id : "";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var known = of(request);
        var id = known.isEmpty() ? RequestId.fresh() : known;
        request.setAttribute(ID, id);
        if (!response.isCommitted()) {
            response.setHeader("X-Request-Id", id);
        }
        RequestId.put(id);
        try {
            chain.doFilter(request, response);
        } finally {
            RequestId.clear();
        }
    }

    /** What comes back asynchronously, or to say what failed, is the same request. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
