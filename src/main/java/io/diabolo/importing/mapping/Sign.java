package io.diabolo.importing.mapping;

import io.diabolo.platform.Countries;
import java.util.regex.Pattern;

/** What one value looks like; a value may look like several things. */
enum Sign {
    NUMBER,
    WHOLE,
    POINT_ONLY,
    COMMA_ONLY,
    /** {@code 1,234} */
    COMMA_DOUBT,
    /** {@code 1.234} */
    POINT_DOUBT,
    /** Four figures or more and no thousands mark. */
    UNGROUPED,
    PERCENT,
    CURRENCY,
    DATE,
    YMD,
    DMY,
    MDY,
    /** The day can be read as month and the month as day, and it would be another date. */
    DATE_DOUBT,
    COMPACT_DATE,
    TIME,
    BOOLEAN,
    EMAIL,
    PHONE,
    URL,
    SIREN,
    SIRET,
    VAT_NUMBER,
    COUNTRY;

    private static final Pattern EMAIL_FORM = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>.]{2,}");
    private static final Pattern URL_FORM = Pattern.compile(
            "(?i)https?://\\S+|www\\.\\S+\\.\\S+|[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)*"
                    + "\\.(?:[a-z]{2,3}|info|tech|cloud|shop|store|online|agency|site|name|pro|paris|bzh|example|test)(?:/\\S*)?");
    private static final Pattern PHONE_FORM =
            Pattern.compile("\\+?[\\d(][\\d\\s().\\-/\\u00A0\\u202F]{6,}(?:\\s?(?:x|ext\\.?)\\s?\\d+)?");

    /** Its place in a set of bits that lives no longer than a count. */
    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    private long bit() {
        return 1L << place();
    }

    boolean in(long signs) {
        return (signs & bit()) != 0;
    }

    /** All signs of a value, one bit each. */
    static long of(String value) {
        if (value.length() > 200) {
            return 0;
        }
        long signs = Booleans.isOne(value) ? BOOLEAN.bit() : 0;
        signs |= number(value) | date(value);
        if (value.indexOf('@') > 0 && EMAIL_FORM.matcher(value).matches()) {
            signs |= EMAIL.bit();
        }
        if (value.indexOf('.') > 0
                && value.indexOf('@') < 0
                && !NUMBER.in(signs)
                && URL_FORM.matcher(value).matches()) {
            signs |= URL.bit();
        }
        if (Registers.isSiret(value)) {
            signs |= SIRET.bit();
        } else if (Registers.isSiren(value)) {
            signs |= SIREN.bit();
        } else if (Registers.isVatNumber(value)) {
            signs |= VAT_NUMBER.bit();
        }
        if (Countries.code(value) != null) {
            signs |= COUNTRY.bit();
        }
        long digits = value.chars().filter(c -> c >= '0' && c <= '9').count();
        if (digits >= 8 && !DATE.in(signs) && PHONE_FORM.matcher(value).matches()) {
            signs |= PHONE.bit();
        }
        return signs;
    }

    private static long number(String value) {
        var shape = Numbers.Shape.of(value);
        if (shape == null || shape.isCode()) {
            return 0;
        }
        boolean point = shape.fits(DecimalMark.POINT);
        boolean comma = shape.fits(DecimalMark.COMMA);
        if (!point && !comma) {
            return 0;
        }
        long signs = NUMBER.bit();
        signs |= shape.isWhole() ? WHOLE.bit() : 0;
        signs |= shape.percent() ? PERCENT.bit() : 0;
        signs |= shape.currency() != null ? CURRENCY.bit() : 0;
        signs |= shape.isWhole() && shape.figures().length() > 3 ? UNGROUPED.bit() : 0;
        if (shape.isAmbiguous()) {
            return signs | (shape.figures().indexOf(',') > 0 ? COMMA_DOUBT : POINT_DOUBT).bit();
        }
        return signs | (point && comma ? 0 : (point ? POINT_ONLY : COMMA_ONLY).bit());
    }

    private static long date(String value) {
        if (Dates.isCompact(value)) {
            return Dates.orders(value).isEmpty() ? 0 : COMPACT_DATE.bit();
        }
        var orders = Dates.orders(value);
        if (orders.isEmpty()) {
            return 0;
        }
        long signs = DATE.bit();
        signs |= orders.contains(DateOrder.YMD) ? YMD.bit() : 0;
        signs |= orders.contains(DateOrder.DMY) ? DMY.bit() : 0;
        signs |= orders.contains(DateOrder.MDY) ? MDY.bit() : 0;
        if (orders.contains(DateOrder.DMY) && Dates.parse(value, DateOrder.DMY) instanceof Parsed.Value(var moment)) {
            signs |= moment.time() != null ? TIME.bit() : 0;
            signs |= !Dates.parse(value, DateOrder.MDY).equals(Dates.parse(value, DateOrder.DMY))
                            && orders.contains(DateOrder.MDY)
                    ? DATE_DOUBT.bit()
                    : 0;
        } else if (Dates.parse(value, orders.iterator().next()) instanceof Parsed.Value(var moment)) {
            signs |= moment.time() != null ? TIME.bit() : 0;
        }
        return signs;
    }
}
