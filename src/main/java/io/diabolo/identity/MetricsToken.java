package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lets a monitor on another machine read the figures of the server; without the setting nobody from outside does. */
@Component
class MetricsToken {
    private final String token;

    MetricsToken(@Value("${diabolo.metrics-token:}") String token) {
        this.token = token;
    }

    boolean lets(HttpServletRequest request) {
        var shown = request.getHeader("Authorization");
        return !token.isBlank()
                && shown != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
