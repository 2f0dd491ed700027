package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are written.
 *
 * @param dates the order of dates; null for other kinds, and while it is asked
 * @param numbers the decimal mark; null for other kinds, and while it is asked
 * @param currency the ISO 4217 code that all amounts carry, null when they carry none
 * @param blanks words that stand for "not filled", such as {@code Select} or {@code N/A}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Format(
        ValueKind kind,
        @Nullable DateOrder dates,
        @Nullable DecimalMark numbers,
        @Nullable String currency,
        @Nullable List<String> blanks) {
    public Format {
        blanks = blanks == null ? List.of() : List.copyOf(blanks);
    }

    /** Plain text. */
    public static Format text() {
        return new Format(ValueKind.TEXT, null, null, null, List.of());
    }

    /** The value without spaces around it; empty also when it is one of the words for "not filled". */
    public String clean(String cell) {
        var stripped = Text.strip(cell);
        return blanks != null && blanks.contains(stripped) ? "" : stripped;
    }

    Format dated(DateOrder order) {
        return new Format(kind, order, numbers, currency, blanks);
    }

    Format numbered(DecimalMark mark) {
        return new Format(kind, dates, mark, currency, blanks);
    }
}
