package io.diabolo.mail.reading;

import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;
import org.springframework.web.util.HtmlUtils;

/** Strangers' HTML without anything that acts, loads or hides: no script, style, form, image or frame. */
final class SafeHtml {
    private static final PolicyFactory POLICY = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.TABLES)
            .and(new HtmlPolicyBuilder()
                    .allowElements("a", "hr", "pre")
                    .allowUrlProtocols("https", "http", "mailto")
                    .allowAttributes("href")
                    .onElements("a")
                    .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
                    .toFactory());

    private SafeHtml() {}

    static String of(String html) {
        return POLICY.sanitize(html);
    }

    /** Its words, for lists and for what is quoted. */
    static String text(String html) {
        var lines = html.replaceAll("(?is)<(script|style|head)\\b.*?</\\1\\s*>", "")
                .replaceAll("[\\r\\n\\t]+", " ")
                .replaceAll("(?i)<br\\s*/?>", "\n")
                .replaceAll("(?i)</(p|div|tr|li|h[1-6]|blockquote)\\s*>", "\n")
                .replaceAll("(?i)<blockquote\\b[^>]*>", "\n> ")
                .replaceAll("<[^>]*>", "");
        return HtmlUtils.htmlUnescape(lines)
                .replace('\u00a0', ' ')
                .replaceAll("[ ]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
