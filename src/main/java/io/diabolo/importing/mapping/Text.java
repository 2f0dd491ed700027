package io.diabolo.importing.mapping;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words made comparable. */
final class Text {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Text() {}

    /** Without white space around it, no-break spaces and tabs included. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009' || c == '\u2007' || c == '\uFEFF';
    }

    /** Lower case without accents. */
    static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                var plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
                return MARKS.matcher(plain)
                        .replaceAll("")
                        .replace("œ", "oe")
                        .replace("æ", "ae")
                        .replace("ß", "ss")
                        .toLowerCase(Locale.ROOT);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** {@code denominationUniteLegale}, {@code DENOMINATION_UNITE_LEGALE}: "denomination unite legale". */
    static String words(String header) {
        var apart = CAMEL.matcher(header.strip()).replaceAll(" ");
        return NO_WORD.matcher(fold(apart)).replaceAll(" ").strip();
    }

    /** Letters and digits only: {@code GTX Pro} and {@code gtx-pro} are the same. */
    static String bare(String text) {
        var folded = fold(text);
        var bare = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            if (Character.isLetterOrDigit(folded.charAt(i))) {
                bare.append(folded.charAt(i));
            }
        }
        return bare.toString();
    }
}
