package io.diabolo.roles;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a title: no capitals, no accents, no marks of gender, no signs. What stands in brackets in front
 * ("[Louis Vuitton] Client Advisor") is kept apart, since it is mostly the employer.
 */
record TitleWords(List<String> words, List<String> bracketed) {
    /** What is written after a word to show the other gender; longer ones are told by their first letters. */
    private static final Set<String> GENDER_ENDINGS = Set.of(
            "e", "s", "es", "ne", "nne", "ere", "iere", "trice", "rice", "ice", "teuse", "euse", "se", "ve", "ive",
            "le", "elle", "te", "re", "esse", "fe", "rs", "trices", "eres", "euses", "ale", "ales", "in", "innen",
            "onne");
    /** Letters that stand for a gender when they stand alone: H/F, m/w/d, F/H/X, f/m/div. */
    private static final String GENDERS = "hfmwdxnvgi";

    static TitleWords of(String title) {
        var text = plain(title);
        var words = new ArrayList<String>(12);
        var bracketed = new ArrayList<String>();
        var at = 0;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '[') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '[') {
            var end = text.indexOf(']', at);
            if (end > 0) {
                split(text, at, end, bracketed);
                at = end + 1;
            }
        }
        split(text, at, text.length(), words);
        return words.isEmpty() ? new TitleWords(bracketed, List.of()) : new TitleWords(words, bracketed);
    }

    /** Everything in one row, for a second look at a title whose brackets hold the job itself. */
    List<String> all() {
        var all = new ArrayList<>(bracketed);
        all.addAll(words);
        return all;
    }

    private static void split(String text, int from, int to, List<String> words) {
        var at = from;
        while (at < to) {
            var c = text.charAt(at);
            if (!letter(c)) {
                at++;
                continue;
            }
            var end = at + 1;
            while (end < to && letter(text.charAt(end))) {
                end++;
            }
            var word = text.substring(at, end);
            at = end;
            if (word.length() >= 3) {
                at = afterGender(text, at, to);
            }
            if (word.length() > 1 || GENDERS.indexOf(word.charAt(0)) < 0) {
                words.add(word);
            }
        }
    }

    /** Goes past "(e)", "·e·s", ".trice", "/euse" and the like, which belong to the word before. */
    private static int afterGender(String text, int at, int to) {
        var here = at;
        while (here < to && "(.·•-/‧∙⋅_".indexOf(text.charAt(here)) >= 0) {
            var open = text.charAt(here) == '(';
            var start = here + 1;
            if (start < to && (text.charAt(start) == '-' || text.charAt(start) == '/')) {
                start++;
            }
            var end = start;
            while (end < to && letter(text.charAt(end))) {
                end++;
            }
            if (end == start || !GENDER_ENDINGS.contains(text.substring(start, end))) {
                return here;
            }
            if (open) {
                if (end >= to || text.charAt(end) != ')') {
                    return here;
                }
                end++;
                // "Conseiller(e)s"
                end += end < to && text.charAt(end) == 's' && (end + 1 == to || !letter(text.charAt(end + 1))) ? 1 : 0;
            }
            here = end;
        }
        return here;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c > 127 && Character.isLetterOrDigit(c));
    }

    /** Small letters without accents; decomposed only when there is something to decompose. */
    static String plain(String title) {
        var ascii = true;
        for (var i = 0; i < title.length() && ascii; i++) {
            ascii = title.charAt(i) < 128;
        }
        if (ascii) {
            return title.toLowerCase(Locale.ROOT);
        }
        var parts = Normalizer.normalize(title, Normalizer.Form.NFKD);
        var plain = new StringBuilder(parts.length());
        for (var i = 0; i < parts.length(); i++) {
            var c = parts.charAt(i);
            switch (c) {
                case 'œ', 'Œ' -> plain.append("oe");
                case 'æ', 'Æ' -> plain.append("ae");
                case 'ß' -> plain.append("ss");
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK) {
                        plain.append(Character.toLowerCase(c));
                    }
                }
            }
        }
        return plain.toString();
    }
}
