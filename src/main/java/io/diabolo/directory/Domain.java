package io.diabolo.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A company's own domain, without host names before it; never one where anybody gets a mailbox. */
public record Domain(String text) {
    private static final Set<String> FREE_MAIL = lines("free-mail-domains.txt");
    /** Endings below which others register names; the common ones, of two labels. */
    private static final Set<String> SHARED_ENDINGS = lines("shared-endings.txt");

    /** From a website, a host name or an e-mail address; empty for free mail and for what isn't a domain. */
    public static Optional<Domain> of(String text) {
        var host = host(text.strip().toLowerCase(Locale.ROOT));
        if (!host.matches("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]+")) {
            return Optional.empty();
        }
        var labels = host.split("\\.");
        var lastTwo = labels[labels.length - 2] + "." + labels[labels.length - 1];
        if (SHARED_ENDINGS.contains(lastTwo)) {
            return labels.length < 3 ? Optional.empty() : own(labels[labels.length - 3] + "." + lastTwo);
        }
        return own(lastTwo);
    }

    private static Optional<Domain> own(String domain) {
        return FREE_MAIL.contains(domain) ? Optional.empty() : Optional.of(new Domain(domain));
    }

    /** Domains where anybody gets a mailbox. */
    static String[] freeMail() {
        return FREE_MAIL.toArray(String[]::new);
    }

    private static String host(String text) {
        if (text.contains("@")) {
            return text.substring(text.lastIndexOf('@') + 1).replace(">", "");
        }
        try {
            var host = new URI(text.contains("://") ? text : "https://" + text).getHost();
            return host == null ? "" : host;
        } catch (java.net.URISyntaxException _) {
            return "";
        }
    }

    private static Set<String> lines(String resource) {
        try (var in = Objects.requireNonNull(Domain.class.getResourceAsStream("/io/diabolo/directory/" + resource))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
