package io.diabolo.directory;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by their French, English or own code's name. */
public final class CountryName {
    private static final Map<String, String> CODES = codes();

    private CountryName() {}

    /** The ISO 3166-1 code of two letters; empty when nobody calls a country so. */
    public static Optional<String> code(String text) {
        return Optional.ofNullable(CODES.get(fold(text)));
    }

    private static Map<String, String> codes() {
        var all = new HashMap<String, String>();
        for (var code : Locale.getISOCountries()) {
            var country = Locale.of("", code);
            all.put(fold(country.getDisplayCountry(Locale.FRENCH)), code);
            all.put(fold(country.getDisplayCountry(Locale.ENGLISH)), code);
            all.put(fold(country.getISO3Country()), code);
            all.put(fold(code), code);
        }
        Map.of(
                        "usa", "US",
                        "united states of america", "US",
                        "uk", "GB",
                        "great britain", "GB",
                        "england", "GB",
                        "angleterre", "GB",
                        "grande bretagne", "GB",
                        "holland", "NL",
                        "hollande", "NL",
                        "philipines", "PH")
                .forEach(all::put);
        all.put("korea", "KR");
        all.put("coree", "KR");
        all.put("south korea", "KR");
        all.put("republique tcheque", "CZ");
        return Map.copyOf(all);
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }
}
