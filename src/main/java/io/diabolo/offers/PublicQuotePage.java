package io.diabolo.offers;

import io.diabolo.platform.Texts;
import java.util.Map;

/**
 * All that a quote's public page shows, in the language of the quote.
 *
 * @param field where something is wrong; empty: in no field
 * @param key of the text that says what is wrong, or what was done; may be empty
 */
record PublicQuotePage(
        String link,
        PublicQuotes.Shown shown,
        DocumentView doc,
        Map<String, String> typed,
        String field,
        String key,
        Texts texts) {
    String path() {
        return "/q/" + link;
    }

    String t(String name, Object... args) {
        return texts.text(doc.locale(), name, args);
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    /** What was drawn, if it can be shown again. */
    String drawn() {
        return Strokes.isDrawing(value("drawn")) ? value("drawn") : "";
    }

    /** Whoever the quote was sent to is likely to sign it. */
    String name() {
        return typed.containsKey("name")
                ? value("name")
                : shown.quote().recipient().name();
    }

    String fault(String name) {
        return field.equals(name) && !name.isEmpty() ? t(key) : "";
    }

    /** What isn't about a field: a code was sent, or it was tried too often. */
    String said() {
        return field.isEmpty() && !key.isEmpty() ? t(key) : "";
    }

    /** As the heading says it: out, expired, accepted, declined, replaced. */
    String state() {
        return shown.expired() ? "expired" : shown.quote().state().id();
    }

    boolean hasOptions() {
        return doc.hasOptions();
    }

    /** Most of the address is hidden, for whoever has the link isn't always the one it was sent to. */
    String mailHint() {
        var email = shown.quote().recipient().email();
        var at = email.indexOf('@');
        return at < 1 ? "" : email.charAt(0) + "…" + email.substring(at);
    }
}
