package io.diabolo.automation;

import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.PublicNet;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which addresses may be told anything: those of the public net, by HTTPS. Whoever may give an address could otherwise have
 * Diabolo ask its own neighbours. An operator whose other systems stand in the same network can allow them
 * ({@code diabolo.webhooks.internal}).
 */
@Component
class WebhookAddress {
    private static final int LONGEST = 1_000;
    private final boolean internal;

    WebhookAddress(@Value("${diabolo.webhooks.internal:false}") boolean internal) {
        this.internal = internal;
    }

    /** Null when it may be told. Asks the name service. */
    @Nullable
    Fault fault(String text) {
        var url = url(text);
        if (url == null) {
            return new Fault("url", "webhook.fault.url");
        }
        var trouble = trouble(url);
        return trouble == null ? null : new Fault("url", trouble);
    }

    private @Nullable URI url(String text) {
        try {
            var url = new URI(text.strip());
            var scheme = String.valueOf(url.getScheme());
            return text.length() <= LONGEST
                            && (scheme.equals("https") || (internal && scheme.equals("http")))
                            && url.getHost() != null
                            && url.getUserInfo() == null
                    ? url
                    : null;
        } catch (URISyntaxException _) {
            return null;
        }
    }

    /**
     * All addresses of the name have to be public. They are asked for again when the connection is made; the Java runtime keeps
     * the answer for some seconds, so that it is the same.
     *
     * @return text key of what stands against it; null: nothing
     */
    @Nullable
    String trouble(URI url) {
        if (internal) {
            return null;
        }
        if (!"https".equals(url.getScheme())) {
            return "webhook.fault.url";
        }
        try {
            for (var one : InetAddress.getAllByName(url.getHost())) {
                if (!PublicNet.isPublic(one)) {
                    return "webhook.trouble.private";
                }
            }
            return null;
        } catch (UnknownHostException _) {
            return "webhook.trouble.unknown";
        }
    }
}
