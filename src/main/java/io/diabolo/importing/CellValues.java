package io.diabolo.importing;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.diabolo.importing.mapping.Booleans;
import io.diabolo.importing.mapping.DateOrder;
import io.diabolo.importing.mapping.Dates;
import io.diabolo.importing.mapping.DecimalMark;
import io.diabolo.importing.mapping.Field;
import io.diabolo.importing.mapping.Format;
import io.diabolo.importing.mapping.HeadcountBands;
import io.diabolo.importing.mapping.Moment;
import io.diabolo.importing.mapping.Numbers;
import io.diabolo.importing.mapping.Parsed;
import io.diabolo.importing.mapping.Registers;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Countries;
import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a cell says, in the one form that records keep: dates, numbers, addresses, currencies. */
final class CellValues {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]{2,}");
    private static final Pattern LEADING = Pattern.compile("\\D*(\\d[\\d \u00A0\u202F]*).*", Pattern.DOTALL);
    private static final Set<String> CHANNELS = Set.of("inbound", "outbound", "unknown");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());
    private static final BigDecimal MOST_MONEY = BigDecimal.TEN.pow(12);
    private static final BigDecimal A_HALF = new BigDecimal("0.5");
    private static final Set<String> EXACT = Set.of("list_price", "unit_cost");
    /** As for what is typed; the lines are indexed. */
    private static final Set<String> LONG = Set.of("description", "body", "reason", "next_step");

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_TEXT = 20_000;

    private final ZoneId zone;
    private final String currency;
    private final String country;

    /** @param currency of amounts that name none, and {@code country} of phone numbers: the workspace's */
    CellValues(ZoneId zone, String currency, String country) {
        this.zone = zone;
        this.currency = currency;
        this.country = country;
    }

    /** Says in a text key, with the words it is about, why a cell can't be read. */
    static final class Unreadable extends Exception {
        private final String key;

        Unreadable(String key, String text) {
            super(text, null, false, false);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    /**
     * @param text what stands in the cell, not empty
     * @param unit the currency of the row
     * @return as COPY takes it; null where the text says "none"
     */
    @Nullable
    String of(Field field, String header, @Nullable Format format, String text, String unit) throws Unreadable {
        var name = field.name();
        return switch (field.kind()) {
            case DATE, DATE_TIME ->
                moment(text, format == null ? null : format.dates()).at(zone).toString();
            case MONEY -> amount(number(text, format == null ? null : format.numbers()), name, unit);
            case DECIMAL, PERCENTAGE -> decimal(name, number(text, format == null ? null : format.numbers()), text);
            case INTEGER -> whole(name, integer(number(text, format == null ? null : format.numbers()), text), text);
            case BOOLEAN -> taken(Booleans.parse(text)).toString();
            case EMAIL -> email(text);
            case PHONE -> phone(text);
            case COUNTRY -> known(Countries.code(text), "import.faulty.country", text);
            case SIREN -> known(Registers.siren(text), "import.faulty.siren", text);
            case SIRET -> known(Registers.siret(text), "import.faulty.siret", text);
            case VAT_NUMBER -> text.replaceAll("[\\s.]", "").toUpperCase(Locale.ROOT);
            case URL -> word(name, text);
            case TEXT -> isBand(field, header, text) ? HeadcountBands.lowerBound(text) : word(name, text);
        };
    }

    private static boolean isBand(Field field, String header, String text) {
        return field.name().equals("headcount") && HeadcountBands.isBand(header) && HeadcountBands.isCode(text);
    }

    private static String word(String name, String text) throws Unreadable {
        return switch (name) {
            case "id" -> id(text);
            case "stage" ->
                known(
                        Stage.named(text.toLowerCase(Locale.ROOT))
                                .map(Stage::id)
                                .orElse(null),
                        "import.faulty.stage",
                        text);
            case "channel" ->
                known(
                        CHANNELS.contains(text.toLowerCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : null,
                        "import.faulty.channel",
                        text);
            case "domain" ->
                text.toLowerCase(Locale.ROOT)
                        .replaceFirst("^https?://", "")
                        .replaceFirst("^www\\.", "")
                        .replaceFirst("[/?#].*$", "");
            case "headcount" -> headcount(text);
            case "currency" -> {
                var code = text.toUpperCase(Locale.ROOT);
                yield known(CURRENCIES.contains(code) ? code : null, "import.faulty.currency", text);
            }
            default ->
                known(
                        text.length() <= (LONG.contains(name) ? LONGEST_TEXT : LONGEST_LINE) ? text : null,
                        "import.faulty.long",
                        text.substring(0, Math.min(40, text.length())) + "…");
        };
    }

    private static String id(String text) throws Unreadable {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException _) {
            throw new Unreadable("import.faulty.id", text);
        }
    }

    private static String known(@Nullable String value, String key, String text) throws Unreadable {
        if (value == null) {
            throw new Unreadable(key, text);
        }
        return value;
    }

    /** A number, or the lower end of a band such as "10 à 19 salariés". */
    private static String headcount(String text) throws Unreadable {
        var leading = LEADING.matcher(text);
        if (!leading.matches()) {
            throw new Unreadable("import.faulty.number", text);
        }
        var digits = leading.group(1).replaceAll("\\D", "");
        if (digits.length() > 8) {
            throw new Unreadable("import.faulty.number", text);
        }
        return digits;
    }

    private static Moment moment(String text, @Nullable DateOrder order) throws Unreadable {
        return taken(Dates.parse(text, order == null ? DateOrder.YMD : order));
    }

    private static BigDecimal number(String text, @Nullable DecimalMark mark) throws Unreadable {
        return taken(Numbers.parse(text, mark == null ? DecimalMark.POINT : mark));
    }

    /** A rate below a half is how spreadsheets keep percentages: 0.2 is 20 %, 0.055 is 5.5 %. */
    private static String decimal(String name, BigDecimal value, String text) throws Unreadable {
        if (!name.equals("vat_rate")) {
            return value.toPlainString();
        }
        var rate = !text.contains("%") && value.compareTo(A_HALF) < 0 ? value.movePointRight(2) : value;
        if (rate.signum() < 0
                || rate.compareTo(BigDecimal.valueOf(100)) > 0
                || rate.stripTrailingZeros().scale() > 2) {
            throw new Unreadable("import.faulty.number", text);
        }
        return rate.toPlainString();
    }

    /** In minor units, but for prices and costs of one unit, which may have more decimals than money has. */
    private static String amount(BigDecimal value, String name, String unit) throws Unreadable {
        try {
            if (value.abs().compareTo(MOST_MONEY) < 0) {
                return EXACT.contains(name)
                        ? value.toPlainString()
                        : String.valueOf(
                                Money.rounded(value, Currency.getInstance(unit)).minor());
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // said below
        }
        throw new Unreadable("import.faulty.amount", value.toPlainString() + " " + unit);
    }

    /** A term of no months is how many systems write "none". */
    private static @Nullable String whole(String name, String number, String text) throws Unreadable {
        if (!name.equals("term_months")) {
            return number;
        }
        var months = Integer.parseInt(number);
        if (months < 0 || months > 1_200) {
            throw new Unreadable("import.faulty.number", text);
        }
        return months == 0 ? null : number;
    }

    private static String integer(BigDecimal value, String text) throws Unreadable {
        try {
            return String.valueOf(value.intValueExact());
        } catch (ArithmeticException _) {
            throw new Unreadable("import.faulty.number", text);
        }
    }

    private static String email(String text) throws Unreadable {
        var address = text.toLowerCase(Locale.ROOT).replaceFirst("^mailto:", "");
        return known(EMAIL.matcher(address).matches() ? address : null, "import.faulty.email", text);
    }

    /** E.164 when it can be understood; a number that can't is kept as it stands, for a person may still dial it. */
    private String phone(String text) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(text, country);
            return numbers.isPossibleNumber(number)
                    ? numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)
                    : text;
        } catch (NumberParseException _) {
            return text;
        }
    }

    /** The value of a field of the workspace's own. */
    Object own(String kind, Format format, String text) throws Unreadable {
        if (text.length() > LONGEST_TEXT) {
            throw new Unreadable("import.faulty.long", text.substring(0, 40) + "…");
        }
        return switch (kind) {
            case "number" -> number(text, format.numbers());
            case "money" ->
                Map.of(
                        "value",
                        number(text, format.numbers()).toPlainString(),
                        "currency",
                        Objects.requireNonNullElse(Numbers.currency(text), currency));
            case "date" -> moment(text, format.dates()).dayIn(zone).toString();
            case "boolean" -> taken(Booleans.parse(text));
            case "multi_choice" -> List.of(text.split("\\s*[,;|]\\s*"));
            default -> text;
        };
    }

    private static <T> T taken(Parsed<T> parsed) throws Unreadable {
        return switch (parsed) {
            case Parsed.Value<T>(var value) -> value;
            case Parsed.Fault<T>(var key, var text) -> throw new Unreadable(key, text);
        };
    }
}
