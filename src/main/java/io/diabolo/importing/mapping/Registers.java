package io.diabolo.importing.mapping;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers that registers give out, by their form and key. */
public final class Registers {
    private static final Pattern VAT =
            Pattern.compile("FR[0-9A-Z]{2}\\d{9}|(?:BE|DE|ES|IT|NL|LU|PT|AT|IE|PL|SE|DK|FI|GB|CHE)[0-9A-Z]{8,12}");
    private static final Pattern DIGITS = Pattern.compile("[\\d \\u00A0.]+");
    private static final String LA_POSTE = "356000000";

    private Registers() {}

    /** The nine digits; null when they aren't a SIREN. A spreadsheet takes the zeros with which it may begin. */
    public static @Nullable String siren(String text) {
        var digits = digits(text);
        var whole = digits.length() < 9 && digits.length() > 5 ? "0".repeat(9 - digits.length()) + digits : digits;
        return isSiren(whole) ? whole : null;
    }

    /** The fourteen digits; null when they aren't a SIRET. */
    public static @Nullable String siret(String text) {
        var digits = digits(text);
        var whole = digits.length() < 14 && digits.length() > 10 ? "0".repeat(14 - digits.length()) + digits : digits;
        return isSiret(whole) ? whole : null;
    }

    /** Nine digits with the right key. */
    public static boolean isSiren(String text) {
        var digits = digits(text);
        return digits.length() == 9 && luhn(digits) % 10 == 0;
    }

    /** Fourteen digits with the right key. */
    public static boolean isSiret(String text) {
        var digits = digits(text);
        if (digits.length() != 14) {
            return false;
        }
        // La Poste ran out of keys: the sum of its digits is a multiple of five instead.
        return digits.startsWith(LA_POSTE) ? digits.chars().map(c -> c - '0').sum() % 5 == 0 : luhn(digits) % 10 == 0;
    }

    static boolean isVatNumber(String text) {
        return VAT.matcher(text.replace(" ", "")).matches();
    }

    private static String digits(String text) {
        return text.length() < 25 && DIGITS.matcher(text).matches() ? text.replaceAll("\\D", "") : "";
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? d : d < 5 ? 2 * d : 2 * d - 9;
        }
        return sum;
    }
}
