package io.diabolo.directory;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Telephone numbers as people write them, turned into E.164. */
public final class PhoneNumbers {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /** @param region where a number without country code belongs, such as FR; empty when it isn't a possible number */
    public static Optional<String> e164(String text, String region) {
        try {
            var number = NUMBERS.parse(text.replace('\u00a0', ' '), region);
            return NUMBERS.isPossibleNumber(number)
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /** As people of the region read it: national at home, international elsewhere. */
    public static String readable(String e164, String region) {
        try {
            var number = NUMBERS.parse(e164, region);
            var home = region.equals(NUMBERS.getRegionCodeForNumber(number));
            return NUMBERS.format(number, home ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException _) {
            return e164;
        }
    }

    /** The country in which a number rings, by its ISO code; null for one that belongs to none. */
    public static @Nullable String region(String e164) {
        try {
            var region = NUMBERS.getRegionCodeForNumber(NUMBERS.parse(e164, null));
            return region == null || !region.matches("[A-Z]{2}") || region.equals("ZZ") ? null : region;
        } catch (NumberParseException _) {
            return null;
        }
    }
}
