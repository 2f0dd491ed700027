package io.diabolo.importing.mapping;

import java.util.Set;

/** Yes and no as files write them. */
public final class Booleans {
    private static final Set<String> YES = Set.of("yes", "y", "true", "t", "1", "oui", "o", "vrai", "x", "on");
    private static final Set<String> NO = Set.of("no", "n", "false", "f", "0", "non", "faux", "off");

    private Booleans() {}

    /** Reads yes or no. */
    public static Parsed<Boolean> parse(String text) {
        var word = Text.fold(Text.strip(text));
        if (YES.contains(word)) {
            return new Parsed.Value<>(true);
        }
        return NO.contains(word) ? new Parsed.Value<>(false) : new Parsed.Fault<>("import.faulty.boolean", text);
    }

    static boolean isOne(String text) {
        return text.length() <= 5 && parse(text) instanceof Parsed.Value;
    }
}
