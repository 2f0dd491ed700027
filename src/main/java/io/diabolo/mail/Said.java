package io.diabolo.mail;

import org.jspecify.annotations.Nullable;

/** Words of a server, fit to be kept and shown. */
final class Said {
    private static final int LONGEST = 500;

    private Said() {}

    static String of(@Nullable String words) {
        var plain = plain(words);
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    /** One line without control characters, so that it can stand in a header too. */
    static String plain(@Nullable String words) {
        return words == null ? "" : words.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
