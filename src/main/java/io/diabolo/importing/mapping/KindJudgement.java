package io.diabolo.importing.mapping;

import io.diabolo.importing.mapping.ColumnProfile.Doubt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a column is, from what its values look like. A few odd values among many don't change it. */
final class KindJudgement {
    private static final double NEARLY_ALL = 0.98;
    private static final double MOST = 0.9;
    private static final Pattern DATE_WORDS = Pattern.compile("\\b(?:date|day|jour|le|on|since|depuis)\\b");
    private static final Pattern PHONE_WORDS = Pattern.compile("\\b(?:phone|mobile|tel|telephone|portable|fax|gsm)\\b");
    private static final Set<String> ONE_WORD_BOOLEANS =
            Set.of("yes", "no", "true", "false", "oui", "non", "vrai", "faux", "x");

    private final String header;
    private final long filled;
    private final Set<String> values;
    private final long[] counts;
    private final ValueKind kind;

    KindJudgement(String header, long filled, Set<String> values, long[] counts) {
        this.header = Text.words(header);
        this.filled = filled;
        this.values = values;
        this.counts = counts;
        this.kind = filled == 0 ? ValueKind.TEXT : judge();
    }

    ValueKind kind() {
        return kind;
    }

    private long count(Sign sign) {
        return counts[sign.place()];
    }

    private boolean are(Sign sign, double share) {
        return count(sign) >= filled * share;
    }

    private ValueKind judge() {
        if (areBooleans()) {
            return ValueKind.BOOLEAN;
        }
        if (are(Sign.EMAIL, MOST)) {
            return ValueKind.EMAIL;
        }
        if (are(Sign.SIRET, MOST)) {
            return ValueKind.SIRET;
        }
        if (are(Sign.SIREN, NEARLY_ALL)) {
            return ValueKind.SIREN;
        }
        if (are(Sign.VAT_NUMBER, MOST)) {
            return ValueKind.VAT_NUMBER;
        }
        if (are(Sign.DATE, 0.95)
                || are(Sign.COMPACT_DATE, 0.95) && DATE_WORDS.matcher(header).find()) {
            return count(Sign.TIME) > 0 ? ValueKind.DATE_TIME : ValueKind.DATE;
        }
        if (are(Sign.PHONE, MOST) && PHONE_WORDS.matcher(header).find()) {
            return ValueKind.PHONE;
        }
        if (are(Sign.NUMBER, NEARLY_ALL)) {
            return number();
        }
        if (are(Sign.URL, MOST)) {
            return ValueKind.URL;
        }
        if (are(Sign.COUNTRY, MOST)) {
            return ValueKind.COUNTRY;
        }
        return are(Sign.PHONE, MOST) ? ValueKind.PHONE : ValueKind.TEXT;
    }

    private boolean areBooleans() {
        if (!are(Sign.BOOLEAN, 1)) {
            return false;
        }
        var words = values.stream().map(Text::fold).distinct().toList();
        return words.size() == 2 || words.size() == 1 && ONE_WORD_BOOLEANS.contains(words.getFirst());
    }

    private ValueKind number() {
        if (are(Sign.PERCENT, MOST)) {
            return ValueKind.PERCENTAGE;
        }
        if (are(Sign.CURRENCY, 0.5)) {
            return ValueKind.MONEY;
        }
        return count(Sign.WHOLE) == count(Sign.NUMBER) ? ValueKind.INTEGER : ValueKind.DECIMAL;
    }

    @Nullable
    DateOrder dateOrder() {
        if (!kind.isDate()) {
            return null;
        }
        long dates = count(Sign.DATE);
        if (count(Sign.YMD) == dates || count(Sign.YMD) > dates / 2) {
            return DateOrder.YMD;
        }
        long dayFirst = count(Sign.DMY);
        long monthFirst = count(Sign.MDY);
        if (dayFirst == monthFirst) {
            return count(Sign.DATE_DOUBT) > 0 ? null : DateOrder.DMY;
        }
        return dayFirst > monthFirst ? DateOrder.DMY : DateOrder.MDY;
    }

    @Nullable
    DecimalMark decimalMark() {
        if (!kind.isNumber()) {
            return null;
        }
        if (count(Sign.POINT_ONLY) != count(Sign.COMMA_ONLY)) {
            return count(Sign.POINT_ONLY) > count(Sign.COMMA_ONLY) ? DecimalMark.POINT : DecimalMark.COMMA;
        }
        long comma = count(Sign.COMMA_DOUBT);
        long point = count(Sign.POINT_DOUBT);
        if (comma == 0 && point == 0) {
            return DecimalMark.POINT;
        }
        boolean parted = count(Sign.UNGROUPED) == 0;
        boolean smallOnes = count(Sign.WHOLE) > 0;
        if (!smallOnes) {
            return null;
        }
        // 12 beside 1,234 parts thousands; 1500 beside 1,234 doesn't.
        return parted == comma > 0 ? DecimalMark.POINT : DecimalMark.COMMA;
    }

    Doubt doubt() {
        if (kind.isDate() && dateOrder() == null) {
            return Doubt.DATE_ORDER;
        }
        return kind.isNumber() && decimalMark() == null ? Doubt.DECIMAL_MARK : Doubt.NONE;
    }

    boolean isEvident() {
        if (kind.isDate()) {
            return count(Sign.DMY) != count(Sign.MDY) && count(Sign.YMD) < count(Sign.DATE);
        }
        return kind.isNumber() && count(Sign.POINT_ONLY) != count(Sign.COMMA_ONLY);
    }
}
