package io.diabolo.platform;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text for the log without what may be somebody's: addresses, telephone numbers, tokens and one-time links, and
 * whatever a library quotes of an input. Our own messages name none; what libraries say isn't in our hand.
 */
final class Masked {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"'(),;:=\\[\\]{}]+@[^\\s@<>\"'(),;:=\\[\\]{}]+");
    private static final Pattern TELEPHONE = Pattern.compile("(?<![\\w.-])(\\+|00?)\\d(?:[ .-]?\\d){7,14}(?![\\w-])");
    private static final Pattern TOKEN = Pattern.compile("\\bdia_[\\w-]+");
    private static final Pattern LINK = Pattern.compile("/(setup|invitations|password-resets)/[^\\s/\"?]+");
    private static final Pattern QUOTED =
            Pattern.compile("\"[^\"\\n]*\"|“[^”\\n]*”|«[^»\\n]*»|(?<=[\\s(\\[=:])'[^'\\n]*'(?=[\\s)\\],.;:]|$)");

    private Masked() {}

    /** A message of ours, or of a library that isn't about an input. */
    static String text(String text) {
        var masked = ADDRESS.matcher(text).replaceAll("…@…");
        masked = TOKEN.matcher(masked).replaceAll("dia_…");
        masked = LINK.matcher(masked).replaceAll("/$1/…");
        return TELEPHONE.matcher(masked).replaceAll("…");
    }

    /** What an exception says: it likes to quote the value that it failed at. */
    static String complaint(@Nullable String text) {
        return text == null ? "" : text(QUOTED.matcher(text).replaceAll("“…”"));
    }
}
