package io.diabolo.directory;

import java.util.Optional;

/** The nine digits under which the French register knows a company; the last one is a check digit (Luhn, ISO 7812). */
public record Siren(String digits) {
    /** With or without spaces and dots; empty when it has other signs, another length or a wrong check digit. */
    public static Optional<Siren> of(String text) {
        var digits = digitsOf(text);
        return digits.length() == 9 && luhn(digits) ? Optional.of(new Siren(digits)) : Optional.empty();
    }

    /** Also from a SIRET (its first nine digits) or from a French VAT number (its last nine). */
    public static Optional<Siren> within(String text) {
        var digits = digitsOf(text.strip().replaceFirst("(?i)^FR(?=[\\s.]*[0-9A-Z]{2})", ""));
        return switch (digits.length()) {
            case 14 -> Siret.of(digits).map(Siret::siren);
            case 11 -> of(digits.substring(2));
            default -> of(text);
        };
    }

    /** The French VAT number that follows from it: key = (12 + 3 × (SIREN mod 97)) mod 97. */
    public String vatNumber() {
        return "FR%02d%s".formatted((12 + 3 * (Long.parseLong(digits) % 97)) % 97, digits);
    }

    static String digitsOf(String text) {
        var bare = text.replaceAll("[\\s\\u00a0\\u202f.\\-]", "");
        return bare.matches("[0-9]+") ? bare : "";
    }

    static boolean luhn(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
