package io.diabolo.acquisition;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stranger sent, as it came.
 *
 * @param values by question
 * @param page where it was filled in
 * @param visitor by which the site's script knows them after their consent
 * @param trap what stands in the field that people don't see
 * @param stamp when the form was shown, as {@link Fingerprints#stamp} says it; null where nothing does
 * @param address of the sender
 */
record Received(
        Map<String, String> values,
        Utm utm,
        @Nullable String page,
        @Nullable String visitor,
        boolean consented,
        String trap,
        @Nullable String stamp,
        Locale locale,
        String address) {
    private static final int LONGEST = 10_000;
    private static final int MOST = 100;

    /** Bounded, so that one request can't fill the disk; what is cut was never a form's answer. */
    Received {
        var bounded = new java.util.LinkedHashMap<String, String>();
        values.entrySet().stream()
                .limit(MOST)
                .forEach(one -> bounded.put(cut(one.getKey(), 200), cut(one.getValue(), LONGEST)));
        values = java.util.Collections.unmodifiableMap(bounded);
        page = page == null ? null : cut(page, 2_000);
        visitor = visitor == null || !visitor.matches("[A-Za-z0-9_-]{16,64}") ? null : visitor;
    }

    private static String cut(String text, int length) {
        var plain = text.replace("\0", "");
        return plain.substring(0, Math.min(length, plain.length()));
    }

    /** With something more beside the answers. */
    Received with(String name, String value) {
        var more = new java.util.LinkedHashMap<>(values);
        more.put(name, value);
        return new Received(more, utm, page, visitor, consented, trap, stamp, locale, address);
    }

    String value(String question) {
        return values.getOrDefault(question, "").strip();
    }
}
