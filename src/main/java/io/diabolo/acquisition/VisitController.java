package io.diabolo.acquisition;

import io.diabolo.platform.WorkspaceScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The script for the customer's own site, and the visits that it tells of once a visitor has agreed. */
@RestController
class VisitController {
    private static final int LONGEST = 8_000;
    private static final int MOST = 64 * 1024;
    private static final int PER_MINUTE = 120;
    private static final Duration KEPT = Duration.ofHours(1);
    private final Touches touches;
    private final SubmissionWindows windows;
    private final Fingerprints fingerprints;
    private final JsonMapper json;
    private final String script = read();

    VisitController(Touches touches, SubmissionWindows windows, Fingerprints fingerprints, JsonMapper json) {
        this.touches = touches;
        this.windows = windows;
        this.fingerprints = fingerprints;
        this.json = json;
    }

    /** Without its comments and indentation, as browsers load it. */
    private static String read() {
        try {
            return new ClassPathResource("static/site/diabolo.js")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("(?m)^\\s+", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/a/diabolo.js")
    ResponseEntity<String> script() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .eTag("\"" + Integer.toHexString(script.hashCode()) + "\"")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(script);
    }

    /** Sent as plain text, so that browsers ask nothing beforehand. Whoever sends nonsense isn't told what of it is wrong. */
    @PostMapping("/a/visits")
    ResponseEntity<Void> visit(InputStream sent, HttpServletRequest request) {
        var body = StrangersJson.bytes(sent, MOST);
        var visit = body.length > LONGEST ? null : parsed(body);
        var key = visit == null ? null : PublicKey.read(visit.path("key").asString(""));
        if (visit == null
                || key == null
                || !fingerprints.site(key.workspace()).text().equals(key.text())) {
            return ResponseEntity.noContent().build();
        }
        var visitor = visit.path("visitor").asString("");
        var page = visit.path("page").asString("");
        if (!visitor.matches("[A-Za-z0-9_-]{16,64}") || !page.matches("https?://[^\\s\\x00]{1,1900}")) {
            return ResponseEntity.noContent().build();
        }
        var utm = Utm.of(name -> visit.path("utm").path(name).asString(""));
        return WorkspaceScope.in(key.workspace(), () -> {
            var address = fingerprints.address(request.getRemoteAddr(), key.workspace());
            if (windows.count(address, "visit", Duration.ofMinutes(1)) > PER_MINUTE) {
                return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
            }
            touches.visited(visitor, page, utm, key.workspace());
            return ResponseEntity.noContent().build();
        });
    }

    private @org.jspecify.annotations.Nullable JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException _) {
            return null;
        }
    }
}
