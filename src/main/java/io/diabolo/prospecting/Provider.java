package io.diabolo.prospecting;

import io.diabolo.platform.PublicNet;
import io.diabolo.prospecting.Finding.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the configured service. It posts {@code {"type": "company", "name": …, "domain": …}} and understands
 * {@code {"fields": {"headcount": 120}, "confidence": 80}}. Never called within a transaction. What it answers is proposed, never
 * written by itself.
 */
@Component
@EnableConfigurationProperties(ProviderSettings.class)
class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST = 500;
    private static final int USUAL = 50;

    /** What is told of a subject: what tells it from others, no more. */
    private static final List<String> TOLD =
            List.of("name", "domain", "siren", "country", "city", "first_name", "last_name", "email", "title");

    /** What may be answered. */
    private static final Set<String> TAKEN = Set.of(
            "domain",
            "website",
            "phone",
            "email",
            "siren",
            "naf",
            "industry",
            "technologies",
            "headcount",
            "street",
            "postcode",
            "city",
            "region",
            "country",
            "legal_form",
            "title",
            "seniority",
            "linkedin",
            "mobile");

    private final ProviderSettings settings;
    private final JsonMapper json;
    private final HttpClient client;
    private final RetryTemplate asking = new RetryTemplate(RetryPolicy.builder()
            .includes(Busy.class)
            .maxRetries(2)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .build());

    Provider(ProviderSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                // A redirect could lead to where the configuration doesn't.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    boolean isThere() {
        return settings.isThere();
    }

    /** None where it doesn't answer: what is found here is kept all the same. */
    List<Finding> ask(Subject subject) {
        if (!settings.isThere()) {
            return List.of();
        }
        try {
            return findings(subject, asking.execute(() -> send(request(subject))));
        } catch (RetryException e) {
            var cause = e.getCause();
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn(
                    "the enrichment service didn't answer: {}", cause.getClass().getSimpleName());
        } catch (JacksonException e) {
            LOG.warn("the enrichment service answered what can't be read");
        }
        return List.of();
    }

    private HttpRequest request(Subject subject) throws IOException {
        var uri = guarded(settings.url());
        var told = new LinkedHashMap<String, String>();
        told.put("type", subject.type());
        for (var field : TOLD) {
            var value = subject.value(field);
            if (value != null) {
                told.put(field, value);
            }
        }
        var request = HttpRequest.newBuilder(uri)
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(told)));
        if (settings.secret() != null && !settings.secret().isBlank()) {
            request.header(settings.header(), settings.secret());
        }
        return request.build();
    }

    /** Not to this machine, nor into its network, unless the operator says so: a name may lead there tomorrow. */
    private URI guarded(String url) throws IOException {
        var uri = URI.create(url.strip());
        if (settings.allowPrivate()) {
            return uri;
        }
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IOException("not an https address");
        }
        for (var address : InetAddress.getAllByName(uri.getHost())) {
            if (!PublicNet.isPublic(address)) {
                throw new IOException("an address of a private network");
            }
        }
        return uri;
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == 429 || response.statusCode() >= 500) {
                throw new Busy();
            }
            if (response.statusCode() != 200) {
                return "{}";
            }
            var read = body.readNBytes(LARGEST + 1);
            return read.length > LARGEST ? "{}" : new String(read, StandardCharsets.UTF_8);
        }
    }

    /** It may answer in a moment. */
    private static final class Busy extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Several values, as of technologies, in one text. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream()
                        .filter(JsonNode::isValueNode)
                        .map(one -> one.asString().strip())
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.joining(", "))
                : value.isValueNode() ? value.asString().strip() : "";
    }

    private List<Finding> findings(Subject subject, String answer) {
        var tree = json.readTree(answer);
        var confidence = Math.clamp(tree.path("confidence").asInt(USUAL), 0, 100);
        var found = new ArrayList<Finding>();
        tree.path("fields").propertyStream().forEach(one -> {
            var value = text(one.getValue());
            if (TAKEN.contains(one.getKey())
                    && !value.isEmpty()
                    && value.length() <= LONGEST
                    && value.indexOf('\0') < 0
                    && subject.lacks(one.getKey())) {
                found.add(new Finding(one.getKey(), value, Source.PROVIDER, settings.name(), confidence));
            }
        });
        return found;
    }
}
