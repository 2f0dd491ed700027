package io.diabolo.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses by which people sign in. */
final class Emails {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");

    private Emails() {}

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static boolean isAddress(String email) {
        return email.length() <= 254 && ADDRESS.matcher(email).matches();
    }
}
