package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What answers somebody who isn't signed in: a page leads to the sign-in, the API says so. */
final class Unauthenticated {
    private Unauthenticated() {}

    /** An RFC 9457 problem, made where all are made. */
    static AuthenticationEntryPoint problem(HandlerExceptionResolver problems) {
        return (request, response, _) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.resolveException(request, response, null, new ErrorResponseException(HttpStatus.UNAUTHORIZED));
        };
    }

    /** A part of a page can't become the sign-in, so the browser is sent there as a whole. */
    static AuthenticationEntryPoint page() {
        return Unauthenticated::redirect;
    }

    private static void redirect(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect("/sign-in");
        }
    }
}
