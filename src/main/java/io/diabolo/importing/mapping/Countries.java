package io.diabolo.importing.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Countries by their English and French names and their ISO codes. */
public final class Countries {
    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The ISO 3166 code of two letters, null when the text names no country. */
    public static @Nullable String code(String text) {
        return text.length() > 60 || text.chars().anyMatch(c -> c >= '0' && c <= '9')
                ? null
                : CODES.get(Text.bare(text));
    }

    /** The English and French names, to compare spellings with. */
    static Collection<String> names() {
        return List.of(Locale.getISOCountries()).stream()
                .flatMap(code -> List.of(name(code, Locale.ENGLISH), name(code, Locale.FRENCH)).stream())
                .toList();
    }

    private static String name(String code, Locale language) {
        return Locale.of("", code).getDisplayCountry(language);
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        for (var code : Locale.getISOCountries()) {
            codes.put(Text.bare(code), code);
            codes.put(Text.bare(Locale.of("", code).getISO3Country()), code);
            codes.put(Text.bare(name(code, Locale.ENGLISH)), code);
            codes.put(Text.bare(name(code, Locale.FRENCH)), code);
        }
        others("GB", "uk angleterre england greatbritain grandebretagne scotland wales northernireland", codes);
        others("US", "usa unitedstatesofamerica etatsunisdamerique", codes);
        others("KR", "korea southkorea republicofkorea coreedusud", codes);
        others("KP", "northkorea coreedunord", codes);
        others("RU", "russianfederation", codes);
        others("CZ", "czechrepublic republiquetcheque", codes);
        others("NL", "holland hollande thenetherlands", codes);
        others("CI", "ivorycoast cotedivoire", codes);
        others("VN", "vietnam", codes);
        others("TR", "turkey turquie", codes);
        others("AE", "uae emiratsarabesunis", codes);
        others("HK", "hongkong", codes);
        others("MK", "macedonia", codes);
        others("CD", "congokinshasa", codes);
        return Map.copyOf(codes);
    }

    private static void others(String code, String names, Map<String, String> codes) {
        for (var name : names.split(" ")) {
            codes.put(name, code);
        }
    }
}
