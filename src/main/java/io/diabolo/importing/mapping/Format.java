package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are written.
 *
 * @param dates the order of dates; null for other kinds, and while it is asked
 * @param numbers the decimal mark; null for other kinds, and while it is asked
 * @param currency the ISO 4217 code that all amounts carry, null when they carry none
 * @param blanks words that stand for "not filled", such as {@code Select} or {@code N/A}
 * @param first cells may hold several values, parted by ; or ::: (addresses by a comma too), of which the first counts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Format(
        ValueKind kind,
        @Nullable DateOrder dates,
        @Nullable DecimalMark numbers,
        @Nullable String currency,
        @Nullable List<String> blanks,
        boolean first) {
    private static final Pattern SEVERAL = Pattern.compile("\\s*(?:;|:::|, (?=\\S+@)).*", Pattern.DOTALL);

    public Format {
        blanks = blanks == null ? List.of() : List.copyOf(blanks);
    }

    /** Plain text. */
    public static Format text() {
        return new Format(ValueKind.TEXT, null, null, null, List.of(), false);
    }

    /** The value without spaces around it; empty also when it is one of the words for "not filled". */
    public String clean(String cell) {
        var stripped = Text.strip(first ? SEVERAL.matcher(cell).replaceFirst("") : cell);
        return blanks != null && blanks.contains(stripped) ? "" : stripped;
    }

    /** The same with this order of dates. */
    public Format dated(DateOrder order) {
        return new Format(kind, order, numbers, currency, blanks, first);
    }

    /** The same with this decimal mark. */
    public Format numbered(DecimalMark mark) {
        return new Format(kind, dates, mark, currency, blanks, first);
    }

    Format takingFirst() {
        return new Format(kind, dates, numbers, currency, blanks, true);
    }
}
