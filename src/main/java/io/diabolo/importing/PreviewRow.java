package io.diabolo.importing;

import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.Target;
import io.diabolo.importing.mapping.ValueKind;
import io.diabolo.platform.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row of a file as the dry run would write it, in the words of its record. */
record PreviewRow(int row, String target, List<Cell> cells) {
    /**
     * @param at where the value is an instant, which the page shows as a day
     * @param amount where it is an amount of money
     */
    record Cell(
            String label,
            String text,
            @Nullable Instant at,
            @Nullable BigDecimal amount) {}

    static PreviewRow of(ImportOutcome.Sample sample, Texts texts, Locale locale) {
        var target = Target.of(sample.target());
        return new PreviewRow(
                sample.row(),
                sample.target(),
                sample.values().entrySet().stream()
                        .map(entry -> cell(target, entry.getKey(), entry.getValue(), texts, locale))
                        .toList());
    }

    private static Cell cell(Target target, String name, String value, Texts texts, Locale locale) {
        var label = ImportPage.field(target, name, texts, locale);
        var field = Fields.of(target, name);
        var kind = field == null ? ValueKind.TEXT : field.kind();
        return switch (kind) {
            case DATE, DATE_TIME -> new Cell(label, value, instant(value), null);
            // A product's price is kept as it is written, every other amount in cents.
            case MONEY -> new Cell(label, value, null, target == Target.PRODUCT ? new BigDecimal(value) : cents(value));
            default -> new Cell(label, name.equals("stage") ? texts.text(locale, "stage." + value) : value, null, null);
        };
    }

    private static @Nullable Instant instant(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static BigDecimal cents(String value) {
        return new BigDecimal(value).movePointLeft(2);
    }
}
