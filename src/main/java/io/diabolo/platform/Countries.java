package io.diabolo.platform;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Countries by their English and French names, as files and people write them, and by their ISO 3166 codes. */
public final class Countries {
    private static final Set<String> SMALL_WORDS = Set.of("and", "et", "the", "la", "le", "les", "l");
    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The ISO 3166-1 code of two letters, null when the text names no country. */
    public static @Nullable String code(String text) {
        // The check spares free text the folding: no country has a figure in its name.
        return text.isBlank() || text.length() > 60 || text.chars().anyMatch(Character::isDigit)
                ? null
                : CODES.get(key(text));
    }

    /** The English and French names, to compare spellings with. */
    public static List<String> names() {
        var names = new ArrayList<String>();
        for (var code : Locale.getISOCountries()) {
            names.add(name(code, Locale.ENGLISH));
            names.add(name(code, Locale.FRENCH));
        }
        return names;
    }

    private static String name(String code, Locale language) {
        return Locale.of("", code).getDisplayCountry(language);
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        for (var code : Locale.getISOCountries()) {
            codes.put(key(code), code);
            codes.put(key(Locale.of("", code).getISO3Country()), code);
            codes.put(key(name(code, Locale.ENGLISH)), code);
            codes.put(key(name(code, Locale.FRENCH)), code);
        }
        others().forEach((code, names) -> {
            for (var name : names.split(",")) {
                codes.put(key(name), code);
            }
        });
        return Map.copyOf(codes);
    }

    /** What is written beside the official names. */
    private static Map<String, String> others() {
        return Map.ofEntries(
                Map.entry("GB", "UK,Angleterre,England,Great Britain,Grande-Bretagne,Scotland,Wales,Northern Ireland"),
                Map.entry("US", "USA,United States of America,États-Unis d’Amérique"),
                Map.entry("UM", "United States Minor Outlying Islands"),
                Map.entry("VI", "United States Virgin Islands"),
                Map.entry("KR", "Korea,South Korea,Republic of Korea,Corée,Corée du Sud"),
                Map.entry("KP", "North Korea,Corée du Nord"),
                Map.entry("RU", "Russian Federation"),
                Map.entry("CZ", "Czech Republic,République tchèque"),
                Map.entry("SK", "Slovak Republic"),
                Map.entry("NL", "Holland,Hollande"),
                Map.entry("CI", "Ivory Coast,Côte d’Ivoire"),
                Map.entry("VN", "Viet Nam"),
                Map.entry("TR", "Turkey,Turquie"),
                Map.entry("AE", "UAE,Émirats arabes unis"),
                Map.entry("HK", "Hong Kong"),
                Map.entry("MO", "Macao,Macau"),
                Map.entry("MK", "Macedonia"),
                Map.entry("CG", "Congo"),
                Map.entry("CD", "Congo Kinshasa"),
                Map.entry("SZ", "Swaziland"),
                Map.entry("PS", "Palestinian Territory,Palestine"),
                Map.entry("BN", "Brunei Darussalam"),
                Map.entry("KG", "Kyrgyz Republic"),
                Map.entry("LA", "Lao People’s Democratic Republic"),
                Map.entry("LY", "Libyan Arab Jamahiriya"),
                Map.entry("SY", "Syrian Arab Republic"),
                Map.entry("VA", "Holy See"),
                Map.entry("CV", "Cape Verde"),
                Map.entry("MM", "Myanmar,Burma"));
    }

    /** Without accents, case, punctuation, brackets and small words; saint written short. */
    private static String key(String text) {
        var folded = Normalizer.normalize(text.replaceAll("\\([^)]*\\)", " "), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", " ")
                .strip();
        var key = new StringBuilder();
        for (var word : folded.split(" ")) {
            if (!SMALL_WORDS.contains(word)) {
                key.append(word.equals("saint") ? "st" : word);
            }
        }
        return key.toString();
    }
}
