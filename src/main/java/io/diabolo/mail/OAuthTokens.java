package io.diabolo.mail;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tokens from a provider: for the code that the browser brought back, and later for the refresh token. */
@Component
class OAuthTokens {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final MailSettings settings;
    private final JsonMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    OAuthTokens(MailSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** @param refresh empty where the provider gives no new one: the old one stays good */
    record Tokens(String access, Duration good, String refresh) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "tokens";
        }
    }

    Tokens exchange(Mailbox.Way way, String code, String verifier, String returnTo) {
        return ask(
                way,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "code_verifier",
                        verifier,
                        "redirect_uri",
                        returnTo));
    }

    Tokens refresh(Mailbox.Way way, String refresh) {
        return ask(way, Map.of("grant_type", "refresh_token", "refresh_token", refresh));
    }

    private Tokens ask(Mailbox.Way way, Map<String, String> what) {
        var provider = settings.of(way);
        var form = new LinkedHashMap<>(what);
        form.put("client_id", provider.clientId());
        if (!provider.clientSecret().isBlank()) {
            form.put("client_secret", provider.clientSecret());
        }
        var request = HttpRequest.newBuilder(URI.create(settings.tokenUrl(way)))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            var body = json.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new CannotSignIn(Said.of(body.path("error").asString("") + " "
                        + body.path("error_description").asString("")));
            }
            return new Tokens(
                    body.path("access_token").asString(""),
                    Duration.ofSeconds(body.path("expires_in").asLong(3600)),
                    body.path("refresh_token").asString(""));
        } catch (IOException | JacksonException e) {
            throw new CannotSignIn("the provider didn't answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotSignIn("interrupted", e);
        }
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(one -> URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
