package io.diabolo.directory;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A value added tax number of the European Union or Great Britain; the French key is checked against the SIREN. */
public record VatNumber(String text) {
    /** The forms by country, as the Commission's VIES lists them. */
    private static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("AT", "U[0-9]{8}"),
            Map.entry("BE", "[01][0-9]{9}"),
            Map.entry("BG", "[0-9]{9,10}"),
            Map.entry("CY", "[0-9]{8}[A-Z]"),
            Map.entry("CZ", "[0-9]{8,10}"),
            Map.entry("DE", "[0-9]{9}"),
            Map.entry("DK", "[0-9]{8}"),
            Map.entry("EE", "[0-9]{9}"),
            Map.entry("EL", "[0-9]{9}"),
            Map.entry("ES", "[0-9A-Z][0-9]{7}[0-9A-Z]"),
            Map.entry("FI", "[0-9]{8}"),
            Map.entry("FR", "[0-9A-HJ-NP-Z]{2}[0-9]{9}"),
            Map.entry("GB", "([0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3})"),
            Map.entry("HR", "[0-9]{11}"),
            Map.entry("HU", "[0-9]{8}"),
            Map.entry("IE", "[0-9][0-9A-Z+*][0-9]{5}[A-Z]{1,2}"),
            Map.entry("IT", "[0-9]{11}"),
            Map.entry("LT", "([0-9]{9}|[0-9]{12})"),
            Map.entry("LU", "[0-9]{8}"),
            Map.entry("LV", "[0-9]{11}"),
            Map.entry("MT", "[0-9]{8}"),
            Map.entry("NL", "[0-9A-Z+*]{12}"),
            Map.entry("PL", "[0-9]{10}"),
            Map.entry("PT", "[0-9]{9}"),
            Map.entry("RO", "[0-9]{2,10}"),
            Map.entry("SE", "[0-9]{12}"),
            Map.entry("SI", "[0-9]{8}"),
            Map.entry("SK", "[0-9]{10}"),
            Map.entry("XI", "[0-9]{9}"));

    /** With or without spaces and dots; empty when its form or its French key is wrong. */
    public static Optional<VatNumber> of(String text) {
        var bare = text.replaceAll("[\\s\\u00a0\\u202f.\\-]", "").toUpperCase(Locale.ROOT);
        if (bare.length() < 4) {
            return Optional.empty();
        }
        var country = bare.startsWith("GR") ? "EL" : bare.substring(0, 2);
        var rest = bare.substring(2);
        var form = FORMS.get(country);
        if (form == null || !rest.matches(form) || (country.equals("FR") && !frenchKeyHolds(rest))) {
            return Optional.empty();
        }
        return Optional.of(new VatNumber(country + rest));
    }

    /** Keys with letters follow an older rule that isn't published in full, so only the SIREN is checked there. */
    private static boolean frenchKeyHolds(String rest) {
        var siren = Siren.of(rest.substring(2));
        if (siren.isEmpty()) {
            return false;
        }
        return !rest.substring(0, 2).matches("[0-9]{2}")
                || siren.get().vatNumber().equals("FR" + rest);
    }
}
