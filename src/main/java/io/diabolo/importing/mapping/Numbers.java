package io.diabolo.importing.mapping;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and amounts as people and systems write them. */
public final class Numbers {
    private static final int LONGEST = 40;
    private static final Map<String, String> SIGNS = Map.of("€", "EUR", "$", "USD", "£", "GBP", "¥", "JPY");
    private static final Pattern CODE =
            Pattern.compile("(?i)EUR(?:OS?)?|USD|GBP|CHF|CAD|AUD|JPY|SEK|NOK|DKK|PLN|BRL|INR|MAD|TND|US\\$");
    private static final Pattern SPACED = Pattern.compile("\\d{1,3}(?: \\d{3})+(?:[.,]\\d+)?");
    private static final Pattern FACTOR = Pattern.compile("(.*\\d) ?(k|K|M|Md|Mds|bn)");
    private static final Pattern POINT = Pattern.compile("\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,2})?|\\.\\d+");
    private static final Pattern POINT_GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?");
    private static final Pattern COMMA = Pattern.compile("\\d+(?:,\\d*)?|,\\d+");
    private static final Pattern COMMA_GROUPED = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+(?:,\\d*)?");
    private static final Pattern LEADING_ZERO = Pattern.compile("0\\d+");

    private Numbers() {}

    /**
     * Reads a number: {@code 1 234,56}, {@code 1,234.56}, {@code (1 234)}, {@code 1.234,56 €}, {@code 12 k€}. A
     * percentage is read as it stands: {@code 12,5 %} is 12.5.
     */
    public static Parsed<BigDecimal> parse(String text, DecimalMark mark) {
        var shape = Shape.of(text);
        var value = shape == null ? null : shape.value(mark);
        return value == null ? new Parsed.Fault<>("import.faulty.number", text) : new Parsed.Value<>(value);
    }

    /** The currency written beside an amount, null when there is none. */
    public static @Nullable String currency(String text) {
        var shape = Shape.of(text);
        return shape == null ? null : shape.currency();
    }

    /** A number's figures and what stands around them. */
    record Shape(
            String figures,
            boolean negative,
            boolean percent,
            @Nullable String currency,
            BigDecimal factor) {
        static @Nullable Shape of(String text) {
            if (text.length() > LONGEST || !mayBe(text)) {
                return null;
            }
            var rest = plainSpaces(text);
            boolean negative = false;
            if (rest.startsWith("(") && rest.endsWith(")")) {
                negative = true;
                rest = rest.substring(1, rest.length() - 1).strip();
            }
            boolean percent = rest.endsWith("%");
            if (percent) {
                rest = rest.substring(0, rest.length() - 1).strip();
            }
            var currency = currencyIn(rest);
            if (currency != null) {
                rest = withoutCurrency(rest);
            }
            if (rest.startsWith("-") || rest.startsWith("+") || rest.endsWith("-")) {
                negative ^= !rest.startsWith("+");
                rest = (rest.endsWith("-") ? rest.substring(0, rest.length() - 1) : rest.substring(1)).strip();
            }
            return figures(rest, negative, percent, currency);
        }

        private static @Nullable Shape figures(
                String rest, boolean negative, boolean percent, @Nullable String currency) {
            var factor = BigDecimal.ONE;
            var scaled = FACTOR.matcher(rest);
            if (scaled.matches()) {
                factor = switch (scaled.group(2)) {
                    case "k", "K" -> BigDecimal.valueOf(1_000);
                    case "M" -> BigDecimal.valueOf(1_000_000);
                    default -> BigDecimal.valueOf(1_000_000_000);
                };
                rest = scaled.group(1);
            }
            if (SPACED.matcher(rest).matches()) {
                rest = rest.replace(" ", "");
            }
            for (int i = 0; i < rest.length(); i++) {
                char c = rest.charAt(i);
                if ((c < '0' || c > '9') && c != '.' && c != ',' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                    return null;
                }
            }
            return new Shape(rest, negative, percent, currency, factor);
        }

        boolean fits(DecimalMark mark) {
            return switch (mark) {
                case POINT ->
                    POINT.matcher(figures).matches()
                            || POINT_GROUPED.matcher(figures).matches();
                case COMMA ->
                    COMMA.matcher(figures).matches()
                            || COMMA_GROUPED.matcher(figures).matches();
            };
        }

        boolean isWhole() {
            return figures.chars().allMatch(c -> c >= '0' && c <= '9');
        }

        /** A postcode or an identifier rather than a number. */
        boolean isCode() {
            return LEADING_ZERO.matcher(figures).matches() || isWhole() && figures.length() > 15;
        }

        /** {@code 1,234}: decimals for some, thousands for others. */
        boolean isAmbiguous() {
            return figures.length() > 4
                    && !figures.startsWith("0")
                    && POINT_GROUPED.matcher(figures).matches()
                            != COMMA_GROUPED.matcher(figures).matches()
                    && fits(DecimalMark.POINT)
                    && fits(DecimalMark.COMMA);
        }

        @Nullable
        BigDecimal value(DecimalMark mark) {
            if (!fits(mark)) {
                return null;
            }
            var plain = figures.replace(String.valueOf(mark.thousands()), "").replace(mark.mark(), '.');
            try {
                var value = new BigDecimal(plain.endsWith(".") ? plain + "0" : plain).multiply(factor);
                return negative ? value.negate() : value;
            } catch (NumberFormatException notOne) {
                return null;
            }
        }
    }

    /** Figures, and no more letters than a currency and a factor have. */
    private static boolean mayBe(String text) {
        int letters = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            letters += Character.isLetter(c) ? 1 : 0;
        }
        return digits > 0 && letters <= 6;
    }

    private static String plainSpaces(String text) {
        var plain = new StringBuilder();
        for (char c : Text.strip(text).toCharArray()) {
            plain.append(Text.isSpace(c) || c == '\'' || c == '’' ? ' ' : c == '−' ? '-' : c);
        }
        return plain.toString();
    }

    private static @Nullable String currencyIn(String text) {
        for (var sign : SIGNS.entrySet()) {
            if (text.contains(sign.getKey())) {
                return sign.getValue();
            }
        }
        if (text.chars().noneMatch(Character::isLetter)) {
            return null;
        }
        var code = CODE.matcher(text);
        if (!code.find()) {
            return null;
        }
        var found = code.group().toUpperCase(Locale.ROOT);
        return found.startsWith("EUR") ? "EUR" : found;
    }

    private static String withoutCurrency(String text) {
        var rest = CODE.matcher(text).replaceFirst("");
        for (var sign : SIGNS.keySet()) {
            rest = rest.replace(sign, "");
        }
        return rest.strip();
    }
}
