package io.diabolo.hiring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a French text speaks to everybody. Where the forms differ, our texts name both: {@code [chargé|chargée]}. A title has to be
 * neutral whatever is chosen (directive (EU) 2023/970, art. 5.3).
 */
enum InclusiveForm {
    /** « chargé(e) », and (H/F) behind the title. */
    BOTH,
    /** « chargé·e » */
    POINT,
    /** « chargé ou chargée » */
    DOUBLET;

    private static final Pattern FORMS = Pattern.compile("\\[([^\\[\\]|]+)\\|([^\\[\\]|]+)]");
    private static final Pattern SPACE = Pattern.compile(" ");

    /** What follows the masculine, by its ending and the feminine's: point, then brackets. */
    private static final Map<String, List<String>> ENDINGS = Map.of(
            "teur trice", List.of("rice", "trice"),
            "eur euse", List.of("se", "se"),
            "eux euse", List.of("se", "se"),
            "if ive", List.of("ve", "ve"),
            "er ère", List.of("ère", "ère"));

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(InclusiveForm::id).toList();
    }

    static InclusiveForm of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** The text with its forms written this way; without forms it stays as it is. */
    String apply(String text) {
        return FORMS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(both(found.group(1), found.group(2))));
    }

    /** A title, neutral: where nothing in it tells, (H/F) does. */
    String title(String text) {
        var title = apply(text);
        return this == BOTH || title.equals(text) ? title + " (H/F)" : title;
    }

    private String both(String masculine, String feminine) {
        if (this == DOUBLET) {
            return masculine + " ou " + feminine.toLowerCase(Locale.FRENCH);
        }
        var his = SPACE.split(masculine, -1);
        var hers = SPACE.split(feminine, -1);
        var all = new StringBuilder();
        for (var i = 0; i < his.length; i++) {
            all.append(i == 0 ? "" : " ").append(word(his[i], i < hers.length ? hers[i] : his[i]));
        }
        return all.toString();
    }

    private String word(String masculine, String feminine) {
        if (masculine.equals(feminine)) {
            return masculine;
        }
        var end = end(masculine, feminine);
        return end.isEmpty()
                ? masculine + " ou " + feminine
                : this == POINT ? masculine + "·" + end : masculine + "(" + end + ")";
    }

    private String end(String masculine, String feminine) {
        if (feminine.startsWith(masculine)) {
            return feminine.substring(masculine.length());
        }
        for (var ending : List.of("teur trice", "eur euse", "eux euse", "if ive", "er ère")) {
            var cut = ending.indexOf(' ');
            if (masculine.endsWith(ending.substring(0, cut)) && feminine.endsWith(ending.substring(cut + 1))) {
                return ENDINGS.getOrDefault(ending, List.of("", "")).get(this == POINT ? 0 : 1);
            }
        }
        return "";
    }
}
