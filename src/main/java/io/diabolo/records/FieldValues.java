package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.Countries;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what came from a form or from JSON as the value of a field; empty is null, and what can't be taken is a fault. */
@Component
class FieldValues {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]{2,}");
    private static final Pattern FRENCH_DATE = Pattern.compile("\\d{1,2}/\\d{1,2}/\\d{4}");
    /** Ten thousand milliards of euros; sums and years of it still are a bigint. */
    private static final long MOST_MINOR = 1_000_000_000_000_000L;

    private final Workspaces workspaces;
    private final ReferenceValues references;

    FieldValues(Workspaces workspaces, ReferenceValues references) {
        this.workspaces = workspaces;
        this.references = references;
    }

    /** Says why a value can't be taken. */
    static final class Unreadable extends RuntimeException {
        private final transient Object[] args;

        Unreadable(String key, Object... args) {
            super(key);
            this.args = args;
        }

        /** No record has this name; one may be made. */
        boolean isUnknownName() {
            return "reference".equals(getMessage());
        }

        Fault of(String field) {
            return new Fault(field, "problem.field." + getMessage(), args);
        }
    }

    /** @throws Unreadable when it isn't of the field's kind */
    @Nullable
    Object read(ListField field, @Nullable Object raw, Actor me) {
        if (field.kind() == FieldKind.MULTI_CHOICE) {
            return choices(field, raw);
        }
        if (field.kind() == FieldKind.MONEY) {
            return money(raw, me);
        }
        if (raw instanceof Collection<?> || raw instanceof Map<?, ?>) {
            throw new Unreadable("shape");
        }
        var text = raw == null ? "" : raw.toString().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            throw new Unreadable("text");
        }
        return switch (field.kind()) {
            case TEXT, PHONE -> atMost(text, 500);
            case LONG_TEXT -> atMost(text, 50_000);
            case EMAIL -> email(text);
            case URL -> url(text);
            case COUNTRY -> country(text);
            case INTEGER -> whole(text, me);
            case DECIMAL -> decimal(field, text, me);
            case BOOLEAN -> yesOrNo(text);
            case DATE -> day(text);
            case INSTANT -> moment(text, me);
            case CHOICE -> choice(field, text);
            case REFERENCE -> references.record(field, text, me);
            case MEMBER -> references.member(text, me);
            case MULTI_CHOICE, MONEY -> throw new IllegalStateException("read above");
        };
    }

    private static String atMost(String text, int length) {
        if (text.length() > length) {
            throw new Unreadable("too-long", length);
        }
        return text;
    }

    private static String email(String text) {
        if (text.length() > 254 || !EMAIL.matcher(text).matches()) {
            throw new Unreadable("email");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String url(String text) {
        try {
            var url = new URI(text.contains("://") ? text : "https://" + text);
            if (Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return atMost(url.toString(), 2000);
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new Unreadable("url");
    }

    private static String country(String text) {
        var code = Countries.code(text);
        if (code == null) {
            throw new Unreadable("country");
        }
        return code;
    }

    private static Long whole(String text, Actor me) {
        try {
            return Integer.valueOf(number(text, me).intValueExact()).longValue();
        } catch (ArithmeticException _) {
            throw new Unreadable("integer");
        }
    }

    /** Plain, or as people of the reader's language write it: 1 234,5 or 1,234.5. */
    private static BigDecimal number(String text, Actor me) {
        if (Decimals.isTooLong(text)) {
            throw new Unreadable("number");
        }
        var plain = text.replaceAll("[\\s\\u00a0\\u202f']", "").replace('\u2212', '-');
        var comma = plain.lastIndexOf(',');
        if (comma >= 0) {
            var decimalComma = plain.indexOf('.') >= 0
                    ? comma > plain.lastIndexOf('.')
                    : me.isFrench() || plain.length() - comma != 4;
            plain = decimalComma ? plain.replace(".", "").replace(',', '.') : plain.replace(",", "");
        }
        return Decimals.parse(plain).orElseThrow(() -> new Unreadable("number"));
    }

    /** What the column has no room for is refused here, by the field's name. */
    private static BigDecimal decimal(ListField field, String text, Actor me) {
        var number = number(text, me);
        var column = field.field().column().getDataType();
        var isNumeric = field.custom() == null && column.getType() == BigDecimal.class && column.precisionDefined();
        if (isNumeric && number.precision() - number.scale() > column.precision() - column.scale()) {
            throw new Unreadable("too-large");
        }
        return number;
    }

    private static Boolean yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "1", "oui", "yes" -> true;
            case "false", "off", "0", "non", "no" -> false;
            default -> throw new Unreadable("boolean");
        };
    }

    private static LocalDate day(String text) {
        try {
            var day = FRENCH_DATE.matcher(text).matches()
                    ? LocalDate.parse(text, DateTimeFormatter.ofPattern("d/M/uuuu"))
                    : LocalDate.parse(text);
            if (day.getYear() >= 1000 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new Unreadable("date");
    }

    private static Instant moment(String text, Actor me) {
        try {
            var moment = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d")
                    ? OffsetDateTime.parse(text)
                    : LocalDateTime.parse(text).atZone(me.zone()).toOffsetDateTime();
            if (moment.getYear() >= 1000 && moment.getYear() <= 9999) {
                return moment.toInstant();
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new Unreadable("instant");
    }

    private static String choice(ListField field, String text) {
        if (!field.choices().isEmpty() && !field.choices().contains(text)) {
            throw new Unreadable("choice", String.join(", ", field.choices()));
        }
        return text;
    }

    private static @Nullable List<String> choices(ListField field, @Nullable Object raw) {
        var all = raw instanceof Collection<?> many
                ? many.stream().map(String::valueOf).map(String::strip).toList()
                : raw == null
                        ? List.<String>of()
                        : List.of(raw.toString().strip().split("\\s*[,;|]\\s*"));
        var given = all.stream().filter(one -> !one.isEmpty()).distinct().toList();
        given.forEach(one -> choice(field, one));
        return given.isEmpty() ? null : given;
    }

    private @Nullable Money money(@Nullable Object raw, Actor me) {
        if (raw instanceof Map<?, ?> parts) {
            var value = parts.get("value");
            if (value == null) {
                return null;
            }
            var currency = parts.get("currency");
            return amount(
                    number(value.toString(), me),
                    currency == null
                            ? homeCurrency()
                            : Currencies.named(currency.toString()).orElseThrow(() -> new Unreadable("currency")));
        }
        if (raw instanceof Collection<?>) {
            throw new Unreadable("money");
        }
        var text = raw == null ? "" : raw.toString().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (Decimals.isTooLong(text)) {
            throw new Unreadable("number");
        }
        var digits =
                text.replaceAll("[^0-9.,+\\-\\u2212\\s\\u00a0\\u202f']", "").strip();
        var rest = text.replaceAll("[0-9.,+\\-\\u2212\\s\\u00a0\\u202f']", "");
        return amount(
                number(digits, me),
                rest.isEmpty() ? homeCurrency() : Currencies.named(rest).orElseThrow(() -> new Unreadable("currency")));
    }

    private static Money amount(BigDecimal value, Currency currency) {
        try {
            var money = new Money(value.stripTrailingZeros(), currency);
            if (Math.abs(money.minor()) <= MOST_MINOR) {
                return money;
            }
        } catch (ArithmeticException _) {
            throw new Unreadable("money");
        }
        throw new Unreadable("too-large");
    }

    private Currency homeCurrency() {
        return workspaces.settings().currency();
    }
}
