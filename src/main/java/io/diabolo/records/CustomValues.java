package io.diabolo.records;

import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of added fields as they stand in a record's column {@code custom}, which is also how the API writes them. */
final class CustomValues {
    private CustomValues() {}

    /** The typed value; null too where an import left something that isn't of the kind. */
    static @Nullable Object read(CustomField field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return switch (field.kind()) {
                case INTEGER, DECIMAL -> new BigDecimal(value.toString());
                case BOOLEAN -> Boolean.valueOf(value.toString());
                case DATE -> LocalDate.parse(value.toString());
                case MULTI_CHOICE ->
                    value instanceof List<?> all
                            ? all.stream().map(Object::toString).toList()
                            : List.of(value.toString());
                case MONEY ->
                    value instanceof Map<?, ?> money
                            ? Money.rounded(
                                    new BigDecimal(String.valueOf(money.get("value"))),
                                    Currency.getInstance(String.valueOf(money.get("currency"))))
                            : null;
                case REFERENCE, MEMBER -> new Reference(UUID.fromString(value.toString()), null);
                default -> value.toString();
            };
        } catch (IllegalArgumentException | DateTimeParseException _) {
            return null;
        }
    }

    /** As it is written into {@code custom}. */
    static @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Money money ->
                Map.of(
                        "value",
                        money.value().toPlainString(),
                        "currency",
                        money.currency().getCurrencyCode());
            case LocalDate day -> day.toString();
            case UUID id -> id.toString();
            default -> value;
        };
    }
}
