package io.diabolo.acquisition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By which link somebody came, in the five values that advertising has agreed on. */
record Utm(
        @Nullable String source,
        @Nullable String medium,
        @Nullable String campaign,
        @Nullable String term,
        @Nullable String content) {
    static final Utm NONE = new Utm(null, null, null, null, null);
    private static final int LONGEST = 200;

    /** @param given by name, such as {@code utm_source} */
    static Utm of(Function<String, @Nullable String> given) {
        return new Utm(
                clean(given.apply("utm_source")),
                clean(given.apply("utm_medium")),
                clean(given.apply("utm_campaign")),
                clean(given.apply("utm_term")),
                clean(given.apply("utm_content")));
    }

    private static @Nullable String clean(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    /** Those that were given, under their names. */
    Map<String, String> given() {
        var all = new LinkedHashMap<String, String>();
        put(all, "utm_source", source);
        put(all, "utm_medium", medium);
        put(all, "utm_campaign", campaign);
        put(all, "utm_term", term);
        put(all, "utm_content", content);
        return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
